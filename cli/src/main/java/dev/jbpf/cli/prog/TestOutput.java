package dev.jbpf.cli.prog;

import dev.jbpf.cli.report.Fields;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.TestRunResult;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** What a run came to. */
record TestOutput(ProgramType type, TestRunResult result) {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  /** {@return the packet with its header of Ethernet} */
  byte[] frame() {
    return result.data();
  }

  /** {@return the packet as the program sees it} */
  byte[] packet() {
    return result.packet(type);
  }

  byte[] context() {
    return result.context();
  }

  /** What was written elsewhere is not told. */
  Fields fields(boolean isDataWritten, boolean isContextWritten) {
    return new Fields()
        .put("retval", result.returnValue())
        .put("duration", result.duration().toNanos())
        .putIf(!isDataWritten && result.data().length > 0, "data_out", numbers(result.data()))
        .putIf(
            !isContextWritten && result.context().length > 0, "ctx_out", numbers(result.context()));
  }

  /** As bpftool has these, unlike the bytes of maps. */
  private static List<Integer> numbers(byte[] bytes) {
    return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i] & 0xff).toList();
  }

  String text(Fields fields) {
    return "returned "
        + fields.text("retval")
        + " after "
        + fields.text("duration")
        + " ns\n"
        + line("packet ", fields, "data_out", result.data())
        + line("context ", fields, "ctx_out", result.context());
  }

  private static String line(String head, Fields fields, String name, byte[] bytes) {
    return fields.get(name).isEmpty() ? "" : head + HEX.formatHex(bytes) + "\n";
  }
}
