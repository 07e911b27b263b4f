package dev.jbpf.testing;

import dev.jbpf.classic.ClassicFormat;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Extension;
import dev.jbpf.testing.ClassicMachine.Packet;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classic rows of the kernel's own tests, and the packet that they run on. */
public final class ClassicRows {
  private static final int NETWORK_HEADER = 14;

  /** The packet of those tests is made up; so are these. */
  private static final Map<Extension, Integer> FACTS =
      Map.of(
          Extension.PROTOCOL, 0x0800,
          Extension.PACKET_TYPE, 3,
          Extension.INTERFACE, 577,
          Extension.MARK, 0x1234aaaa,
          Extension.QUEUE, 123,
          Extension.HARDWARE_TYPE, 588,
          Extension.RX_HASH, 0x1234aaab,
          Extension.VLAN_TAG, 0xffff,
          Extension.VLAN_PRESENT, 1);

  /** What only the kernel's own functions find. */
  private static final Set<Extension> KERNEL =
      EnumSet.of(
          Extension.NETLINK_ATTRIBUTE,
          Extension.NETLINK_NESTED,
          Extension.PAYLOAD_OFFSET,
          Extension.CPU,
          Extension.RANDOM);

  private ClassicRows() {}

  /**
   * One run of a row.
   *
   * @param packet what the filter sees
   * @param result what it returns, unsigned
   */
  public record Run(Packet packet, long result) {}

  /** {@return the rows that the kernel takes, without those whose packets are in pieces} */
  public static List<Map<String, Object>> accepted() {
    return Vectors.rows("test_bpf.jsonl").stream()
        .filter(row -> row.get("type").equals("CLASSIC"))
        .filter(row -> row.get("expected_errcode") == Vectors.NULL)
        .filter(row -> !((List<?>) row.get("flags")).contains("SKB_FRAG"))
        .toList();
  }

  /** {@return the program of that row} */
  public static ClassicProgram program(Map<String, Object> row) {
    return ClassicProgram.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return whether it reads what only the kernel's own functions find} */
  public static boolean needsKernel(ClassicProgram program) {
    return extensions(program).stream().anyMatch(KERNEL::contains);
  }

  /** {@return the extensions that it reads} */
  public static List<Extension> extensions(ClassicProgram program) {
    return program.insns().stream()
        .filter(insn -> insn.op().orElseThrow().format() == ClassicFormat.PACKET)
        .flatMap(insn -> Extension.at(insn.k()).stream())
        .toList();
  }

  /** {@return its packets and results} */
  public static List<Run> runs(Map<String, Object> row) {
    byte[] data = Vectors.bytes(row.get("data"));
    return ((List<?>) row.get("subtests"))
        .stream().map(subtest -> run(data, (Map<?, ?>) subtest)).toList();
  }

  private static Run run(byte[] data, Map<?, ?> subtest) {
    int size = Math.toIntExact((Long) subtest.get("data_size"));
    Packet packet = new Packet(Arrays.copyOf(data, size), Math.min(size, NETWORK_HEADER), FACTS);
    return new Run(packet, (Long) subtest.get("result"));
  }
}
