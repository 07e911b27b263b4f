package dev.jbpf.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code jbpf-asm --jsonl}: {@code {"src": …}} is assembled, {@code {"hex": …}} disassembled. Bytes
 * are little-endian.
 */
final class AsmJsonLines {

  /** Answers every line of {@code in}. */
  void serve(InputStream in, OutputStream out) {
    JsonLines.serve(in, out, this::answer);
  }

  private void answer(Map<String, Object> request, JsonGenerator json) throws IOException {
    Optional<String> source = JsonLines.text(request, "src");
    Optional<String> hex = JsonLines.text(request, "hex");
    if (source.isPresent() == hex.isPresent()) {
      throw new BadRequestException("give either \"src\" or \"hex\"");
    }
    if (source.isPresent()) {
      assemble(source.get(), dialect(request, Dialect.AUTO), json);
    } else {
      disassemble(hex.get(), dialect(request, Dialect.LLVM), json);
    }
  }

  private static Dialect dialect(Map<String, Object> request, Dialect otherwise) {
    Optional<String> name = JsonLines.text(request, "dialect");
    if (name.isEmpty()) {
      return otherwise;
    }
    for (Dialect dialect : Dialect.values()) {
      if (dialect.name().equalsIgnoreCase(name.get())) {
        return dialect;
      }
    }
    throw new BadRequestException(
        "no dialect '"
            + name.get()
            + "', there are "
            + List.of(Dialect.values()).toString().toLowerCase(Locale.ROOT));
  }

  private static void assemble(String source, Dialect dialect, JsonGenerator json)
      throws IOException {
    Assembly assembly =
        Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "<json>", dialect);
    Optional<Program> program = assembly.program();
    if (program.isPresent()) {
      byte[] bytes = program.get().toBytes(ByteOrder.LITTLE_ENDIAN);
      json.writeStringField("hex", HexFormat.of().formatHex(bytes));
    } else {
      writeErrors(assembly.diagnostics(), json);
    }
  }

  private static void writeErrors(List<Diagnostic> diagnostics, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("errors");
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        json.writeStartObject();
        if (diagnostic.origin() instanceof Origin.Source place) {
          json.writeNumberField("line", place.line());
          json.writeNumberField("col", place.column());
        }
        json.writeStringField("code", diagnostic.code());
        json.writeStringField("message", diagnostic.message());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void disassemble(String hex, Dialect dialect, JsonGenerator json)
      throws IOException {
    Program program = decode(hex);
    json.writeArrayFieldStart("text");
    for (String line : Disassembler.lines(program, dialect)) {
      json.writeString(line);
    }
    json.writeEndArray();
  }

  private static Program decode(String hex) {
    try {
      return Program.decode(HexFormat.of().parseHex(hex), ByteOrder.LITTLE_ENDIAN);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"hex\": " + e.getMessage());
    }
  }
}
