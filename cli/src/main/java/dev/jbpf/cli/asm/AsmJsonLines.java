package dev.jbpf.cli.asm;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicAssembly;
import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.classic.ClassicPrinter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Conversion;
import dev.jbpf.cli.jsonl.BadRequestException;
import dev.jbpf.cli.jsonl.JsonLines;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
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
public final class AsmJsonLines {

  /** Answers every line of {@code in}. */
  public void serve(InputStream in, OutputStream out) {
    JsonLines.serve(in, out, this::answer);
  }

  private void answer(Map<String, Object> request, JsonGenerator json) throws IOException {
    Optional<String> source = JsonLines.text(request, "src");
    Optional<String> hex = JsonLines.text(request, "hex");
    if (source.isPresent() == hex.isPresent()) {
      throw new BadRequestException("give either \"src\" or \"hex\"");
    }
    Dialect dialect = dialect(request, source.isPresent() ? Dialect.AUTO : Dialect.LLVM);
    if (source.isPresent() && dialect == Dialect.CLASSIC) {
      assembleClassic(source.get(), JsonLines.flag(request, "convert"), json);
    } else if (source.isPresent()) {
      assemble(source.get(), dialect, json);
    } else {
      disassemble(hex.get(), dialect, json);
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
    AssemblerOptions options =
        AssemblerOptions.DEFAULT.dialect(dialect).output(AssemblerOptions.Output.BYTES);
    Assembly assembly =
        Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "<json>", options);
    writeResult(assembly.program(), assembly.diagnostics(), json);
  }

  private static void assembleClassic(String source, boolean convert, JsonGenerator json)
      throws IOException {
    ClassicAssembly assembly =
        ClassicAssembler.assemble(source.getBytes(StandardCharsets.UTF_8), "<json>");
    Optional<ClassicProgram> program = assembly.program();
    if (program.isPresent() && convert) {
      Conversion conversion = ClassicConverter.convert(program.get());
      writeResult(conversion.program(), conversion.diagnostics(), json);
    } else if (program.isPresent()) {
      writeHex(program.get().toBytes(ByteOrder.LITTLE_ENDIAN), json);
    } else {
      writeErrors(assembly.diagnostics(), json);
    }
  }

  private static void writeResult(
      Optional<Program> program, List<Diagnostic> diagnostics, JsonGenerator json)
      throws IOException {
    if (program.isPresent()) {
      writeHex(program.get().toBytes(ByteOrder.LITTLE_ENDIAN), json);
      List<Diagnostic> lost = LostMaps.warnings(program.get());
      if (!lost.isEmpty()) {
        writeMessages("warnings", Severity.WARNING, lost, json);
      }
    } else {
      writeErrors(diagnostics, json);
    }
  }

  private static void writeHex(byte[] bytes, JsonGenerator json) throws IOException {
    json.writeStringField("hex", HexFormat.of().formatHex(bytes));
  }

  private static void writeErrors(List<Diagnostic> diagnostics, JsonGenerator json)
      throws IOException {
    writeMessages("errors", Severity.ERROR, diagnostics, json);
  }

  private static void writeMessages(
      String name, Severity severity, List<Diagnostic> diagnostics, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    List<Diagnostic> all =
        diagnostics.stream().filter(diagnostic -> diagnostic.severity() == severity).toList();
    for (int i = 0; i < Math.min(all.size(), DiagnosticPrinter.MOST); i++) {
      writeMessage(all.get(i), json);
    }
    Optional<Diagnostic> rest = DiagnosticPrinter.rest(all);
    if (rest.isPresent()) {
      writeMessage(rest.get(), json);
    }
    json.writeEndArray();
  }

  private static void writeMessage(Diagnostic message, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (message.origin() instanceof Origin.Source place) {
      json.writeNumberField("line", place.line());
      json.writeNumberField("col", place.column());
    }
    json.writeStringField("code", message.code());
    json.writeStringField("message", message.message());
    json.writeEndObject();
  }

  private static void disassemble(String hex, Dialect dialect, JsonGenerator json)
      throws IOException {
    List<String> lines =
        dialect == Dialect.CLASSIC ? classicLines(hex) : lines(decode(hex), dialect);
    json.writeArrayFieldStart("text");
    for (String line : lines) {
      json.writeString(line);
    }
    json.writeEndArray();
  }

  private static List<String> classicLines(String hex) {
    try {
      ClassicProgram program =
          ClassicProgram.decode(HexFormat.of().parseHex(hex), ByteOrder.LITTLE_ENDIAN);
      return ClassicPrinter.source(program).lines().toList();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"hex\": " + e.getMessage());
    }
  }

  private static List<String> lines(Program program, Dialect dialect) {
    try {
      return Disassembler.lines(program, dialect);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"dialect\": " + e.getMessage());
    }
  }

  private static Program decode(String hex) {
    try {
      return Program.decode(HexFormat.of().parseHex(hex), ByteOrder.LITTLE_ENDIAN);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"hex\": " + e.getMessage());
    }
  }
}
