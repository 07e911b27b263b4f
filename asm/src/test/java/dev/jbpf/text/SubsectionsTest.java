package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T10: parts of sections, with instructions in them. */
class SubsectionsTest {
  private static final String CODE =
      """
      r0 = 1
      goto l
      .subsection 1
      l: r0 = 2
      if r0 == 2 goto m
      call f
      exit
      .text
      m: r0 = 3
      goto l
      .text 2
      f: exit
      """;

  @TempDir private Path folder;

  private static ElfObject object(String source) {
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    Assembly assembly = Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "x.s", options);
    assertThat(assembly.report()).isEmpty();
    return ElfObject.read(assembly.object().orElseThrow().toBytes());
  }

  private static List<String> places(ElfObject object) {
    return object.symbols().stream()
        .filter(symbol -> List.of("l", "m", "f").contains(symbol.name()))
        .map(symbol -> symbol.name() + " " + symbol.value())
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("T10: instructions and labels in parts are where LLVM's assembler has them")
  void t10Code() throws IOException {
    Path file = Files.writeString(folder.resolve("x.s"), CODE);
    Path made = folder.resolve("x.o");
    Tool.named("llvm-mc-19").succeed("-triple", "bpfel", "-filetype=obj", file, "-o", made);
    ElfObject theirs = ElfObject.read(Compilers.bytes(made));
    ElfObject ours = object(CODE);
    assertThat(ours.section(".text").orElseThrow().toBytes())
        .isEqualTo(theirs.section(".text").orElseThrow().toBytes());
    assertThat(places(ours)).isEqualTo(places(theirs)).hasSize(3);
    assertThat(ours.symbols()).extracting(Symbol::name).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("T10: a program without an object has parts, too")
  void t10Program() {
    Program program = Assembler.assemble(CODE).program().orElseThrow();
    assertThat(Disassembler.lines(program, Dialect.LLVM))
        .containsExactly(
            "r0 = 1",
            "goto +2",
            "r0 = 3",
            "goto +0",
            "r0 = 2",
            "if r0 == 2 goto -4",
            "call pc+1",
            "exit",
            "exit");
    assertThat(program.origin(new Slot(4)).toString()).contains("4");
  }

  @Test
  @DisplayName("T10: what cannot follow one another is an error at the part that comes later")
  void t10Misaligned() {
    assertThat(Assembler.assemble(".byte 1\n.subsection 1\nexit\n").report())
        .contains("<string>:3:1: error[misaligned]: this part of section '.text' cannot follow");
  }

  @Test
  @DisplayName("T10: parts whose places depend on themselves are an error, not a hang")
  void t10Endless() {
    String source =
        """
        .data 1
        a: .byte 1
        .data 0
        start:
        .if a - start == 0
        .byte 1
        .endif
        """;
    assertThat(Assembler.assemble(source).report()).contains("error[too-deep]");
  }
}
