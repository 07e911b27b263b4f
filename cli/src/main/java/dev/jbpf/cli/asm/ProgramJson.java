package dev.jbpf.cli.asm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A program for other tools: {@code {"labels": {…}, "insns": [{"slot": 0, "op": "mov", "text": …,
 * "dst": 0, "src": 0, "off": 0, "imm": 1, "line": 3, "col": 5}, …]}}. An immediate of 64 bits is a
 * number like others; raw data has {@code "raw"}, 16 hexadecimal digits, in place of fields.
 */
final class ProgramJson {
  private ProgramJson() {}

  static byte[] of(Program program) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
      write(program, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void write(Program program, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, Slot> label : program.labels().entrySet()) {
      json.writeNumberField(label.getKey(), label.getValue().number());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("insns");
    List<String> lines = Disassembler.lines(program, Dialect.LLVM);
    int slot = 0;
    int line = 0;
    for (CodeElement element : program.elements()) {
      write(program, new Slot(slot), element, lines.get(line++), json);
      slot += element instanceof Insn insn ? insn.slots() : 1;
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(
      Program program, Slot slot, CodeElement element, String text, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("slot", slot.number());
    if (element instanceof Insn insn) {
      json.writeStringField("op", insn.op().mnemonic());
      json.writeStringField("text", text);
      json.writeNumberField("dst", insn.dst().number());
      json.writeNumberField("src", insn.src().number());
      json.writeNumberField("off", insn.off());
      json.writeNumberField("imm", insn.imm());
    } else {
      json.writeStringField(
          "raw", String.format("%016x", Long.reverseBytes(program.word(slot.number()))));
    }
    if (program.origin(slot) instanceof Origin.Source place) {
      json.writeNumberField("line", place.line());
      json.writeNumberField("col", place.column());
    }
    json.writeEndObject();
  }
}
