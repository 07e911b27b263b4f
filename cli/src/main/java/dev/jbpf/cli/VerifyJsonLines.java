package dev.jbpf.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.cli.jsonl.BadRequestException;
import dev.jbpf.cli.jsonl.JsonLines;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.request.VerifyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code jbpf verify --jsonl}: a {@link VerifyRequest} a line is answered with a verdict. */
final class VerifyJsonLines {
  private VerifyJsonLines() {}

  /** Answers every line of {@code in}. */
  static void serve(InputStream in, OutputStream out) {
    JsonLines.serve(in, out, VerifyJsonLines::answer);
  }

  private static void answer(Map<String, Object> request, JsonGenerator json) throws IOException {
    write(parse(request).verify(), json);
  }

  private static VerifyRequest parse(Map<String, Object> request) {
    try {
      return VerifyRequest.of(request);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }

  /** Writes the fields of a verdict. */
  static void write(Verdict verdict, JsonGenerator json) throws IOException {
    if (verdict instanceof Verdict.Accepted) {
      json.writeStringField("verdict", "accept");
    } else if (verdict instanceof Verdict.Rejected rejected) {
      json.writeStringField("verdict", "reject");
      json.writeNumberField("slot", rejected.finding().slot());
      json.writeStringField("rule", rejected.finding().rule().code());
      json.writeStringField("message", rejected.finding().message());
    } else if (verdict instanceof Verdict.Undecided undecided) {
      json.writeStringField("verdict", "undecided");
      json.writeStringField("reason", undecided.reason());
    }
  }
}
