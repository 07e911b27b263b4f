package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the tests of printers share. */
final class Printing {
  /** The dialects that programs are printed in. */
  static final List<Dialect> DIALECTS = List.of(Dialect.LLVM, Dialect.GNU, Dialect.MACRO);

  private Printing() {}

  /** The program's lines, and its text, assemble to the program, when forced to the dialect too. */
  static void assertReadsBack(Program program, Dialect dialect) {
    String lines = String.join("\n", Disassembler.lines(program, dialect));
    for (String text : List.of(lines, Disassembler.text(program, dialect))) {
      for (Dialect reading : List.of(dialect, Dialect.AUTO)) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        Assembly assembly = Assembler.assemble(source, "printed.s", reading);
        assertThat(assembly.report()).isEmpty();
        assertThat(assembly.program().orElseThrow()).as(text).isEqualTo(program);
      }
    }
  }
}
