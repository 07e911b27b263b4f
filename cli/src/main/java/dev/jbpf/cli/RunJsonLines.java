package dev.jbpf.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.cli.jsonl.BadRequestException;
import dev.jbpf.cli.jsonl.JsonLines;
import dev.jbpf.cli.run.Aftermath;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.cli.run.RunVerdict;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.kernel.ProgramType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code jbpf run --jsonl}: {@code {"insns": hex, "mem": hex, "prog_type": "socket_filter"}} is
 * answered with a verdict, or, as where the process has no rights to ask the kernel, with an error.
 */
final class RunJsonLines {
  /** How many instructions one request may run: a worker has other requests waiting. */
  static final long BUDGET = 1L << 28;

  private final EngineName engine;
  private final long budget;

  RunJsonLines(EngineName engine) {
    this(engine, BUDGET);
  }

  /** One that lets a request run so many instructions. */
  RunJsonLines(EngineName engine, long budget) {
    this.engine = engine;
    this.budget = budget;
  }

  /** Answers every line of {@code in}. */
  void serve(InputStream in, OutputStream out) {
    JsonLines.serve(in, out, this::answer);
  }

  private void answer(Map<String, Object> request, JsonGenerator json) throws IOException {
    byte[] insns =
        bytes(request, "insns").orElseThrow(() -> new BadRequestException("\"insns\" is missing"));
    byte[] memory = bytes(request, "mem").orElse(new byte[0]);
    RunSubject subject = RunSubject.of(decode(insns));
    write(engine.run(subject, memory, type(request), budget, Aftermath.IGNORED), json);
  }

  private static Program decode(byte[] insns) {
    try {
      return Program.decode(insns, ByteOrder.LITTLE_ENDIAN);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"insns\": " + e.getMessage());
    }
  }

  private static Optional<byte[]> bytes(Map<String, Object> request, String name) {
    try {
      return JsonLines.text(request, name).map(HexFormat.of()::parseHex);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"" + name + "\": " + e.getMessage());
    }
  }

  private static Optional<ProgramType> type(Map<String, Object> request) {
    Optional<String> name = JsonLines.text(request, "prog_type");
    try {
      return name.map(text -> ProgramType.valueOf(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("no program type '" + name.orElse("") + "'");
    }
  }

  private static void write(RunVerdict verdict, JsonGenerator json) throws IOException {
    if (verdict instanceof RunVerdict.Accept accept) {
      json.writeStringField("verdict", "accept");
      json.writeStringField("r0", "0x" + Long.toHexString(accept.r0()));
    } else if (verdict instanceof RunVerdict.Reject reject) {
      writeError("reject", reject.error(), reject.slot(), json);
    } else if (verdict instanceof RunVerdict.NotPossible none) {
      JsonLines.writeError(json, "not-possible", none.error()); // Of the program it says nothing.
    } else if (verdict instanceof RunVerdict.Fault fault) {
      writeError("fault", fault.error(), Optional.of(fault.slot()), json);
    }
  }

  private static void writeError(
      String verdict, String error, Optional<Slot> slot, JsonGenerator json) throws IOException {
    json.writeStringField("verdict", verdict);
    json.writeStringField("error", error);
    if (slot.isPresent()) {
      json.writeNumberField("slot", slot.get().number());
    }
  }
}
