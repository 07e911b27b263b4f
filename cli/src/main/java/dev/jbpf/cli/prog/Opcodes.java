package dev.jbpf.cli.prog;

import dev.jbpf.cli.find.HexBytes;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.code.Program;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The bytes of an instruction by its fields, under bpftool's names. */
final class Opcodes {
  private static final int OFFSET = 2;
  private static final int IMMEDIATE = 4;

  private Opcodes() {}

  /** {@return those of the instruction in that slot} One of two slots has the second one's, too. */
  static Fields of(Program program, int slot, int slots) {
    byte[] all = program.toBytes(ByteOrder.nativeOrder());
    int start = slot * Long.BYTES;
    int registers = all[start + 1] & 0xff;
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    List<String> immediate = HexBytes.each(all, start + IMMEDIATE, start + Long.BYTES);
    immediate.addAll(HexBytes.each(all, start + Long.BYTES, start + slots * Long.BYTES));
    return new Fields()
        .put("code", String.format("0x%02x", all[start]))
        .put("src_reg", "0x" + Integer.toHexString(isLittle ? registers >> 4 : registers & 0xf))
        .put("dst_reg", "0x" + Integer.toHexString(isLittle ? registers & 0xf : registers >> 4))
        .put("off", HexBytes.each(all, start + OFFSET, start + IMMEDIATE))
        .put("imm", immediate);
  }

  /** {@return the same bytes in one line} */
  static String text(Object opcodes) {
    Fields fields = (Fields) opcodes;
    String registers =
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
            ? fields.text("src_reg") + fields.text("dst_reg")
            : fields.text("dst_reg") + fields.text("src_reg");
    List<String> bytes = new ArrayList<>(List.of(fields.text("code"), registers));
    for (String name : List.of("off", "imm")) {
      ((List<?>) fields.get(name).orElseThrow()).forEach(each -> bytes.add(each.toString()));
    }
    return String.join(" ", bytes).replace("0x", "");
  }
}
