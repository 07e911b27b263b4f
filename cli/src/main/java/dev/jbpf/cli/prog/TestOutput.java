package dev.jbpf.cli.prog;

import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.TestRunResult;
import java.util.HexFormat;

/** What a run came to. */
record TestOutput(TestRunResult result) {

  byte[] data() {
    return result.data();
  }

  /** The packet is told unless it was written elsewhere. */
  Fields fields(boolean isWritten) {
    HexFormat hex = HexFormat.ofDelimiter(" ");
    return new Fields()
        .put("retval", result.returnValue())
        .put("duration", result.duration().toNanos())
        .putIf(!isWritten && result.data().length > 0, "data_out", hex.formatHex(result.data()))
        .putIf(result.context().length > 0, "ctx_out", hex.formatHex(result.context()));
  }

  static String text(Fields fields) {
    return "returned "
        + fields.text("retval")
        + " after "
        + fields.text("duration")
        + " ns\n"
        + fields.get("data_out").map(data -> "packet " + data + "\n").orElse("")
        + fields.get("ctx_out").map(data -> "context " + data + "\n").orElse("");
  }
}
