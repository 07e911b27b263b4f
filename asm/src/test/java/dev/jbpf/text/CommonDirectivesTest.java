package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T10: directives that compilers write for variables, and others for what is no number. */
class CommonDirectivesTest {
  private static final AssemblerOptions OBJECT =
      AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);

  @TempDir private Path folder;

  private static Assembly assemble(String source, AssemblerOptions options) {
    return Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "x.s", options);
  }

  private static ElfObject object(String source, AssemblerOptions options) {
    Assembly assembly = assemble(source, options);
    assertThat(assembly.report()).isEmpty();
    return ElfObject.read(assembly.object().orElseThrow().toBytes());
  }

  private static Set<String> symbols(ElfObject object) {
    Set<String> texts = new TreeSet<>();
    for (Symbol symbol : object.symbols()) {
      if (!symbol.name().isEmpty()) {
        String place =
            symbol.place() instanceof SymbolPlace.InSection in
                ? object.sections().get(in.section()).name()
                : symbol.place().toString();
        texts.add(
            String.join(
                " ",
                symbol.name(),
                symbol.kind().toString(),
                symbol.binding().toString(),
                symbol.visibility().toString(),
                place,
                Long.toString(symbol.value()),
                Long.toString(symbol.size())));
      }
    }
    return texts;
  }

  @Test
  @DisplayName("T10: .comm, .lcomm and .local give the symbols that LLVM's assembler gives")
  void t10Common() throws IOException {
    String source =
        """
        .text
        exit
        .local counter
        .comm counter,4,4
        .comm shared,24
        .comm wide,16,8
        .lcomm own,5
        .protected shared
        .internal wide
        .local more
        .comm more,8,8
        """;
    ElfObject ours = object(source, OBJECT);
    Path file = Files.writeString(folder.resolve("x.s"), source);
    Path made = folder.resolve("x.o");
    Tool.named("llvm-mc-19").succeed("-triple", "bpfel", "-filetype=obj", file, "-o", made);
    ElfObject theirs = ElfObject.read(Compilers.bytes(made));
    Set<String> known = symbols(ours);
    known.removeIf(symbol -> symbol.startsWith("x "));
    assertThat(known).isEqualTo(symbols(theirs));
    Section zeros = ours.section(".bss").orElseThrow();
    assertThat(zeros.size()).isEqualTo(theirs.section(".bss").orElseThrow().size());
    assertThat(zeros.alignment()).isEqualTo(8);
    assertThat(zeros.type()).isEqualTo(Section.NOBITS);
  }

  @Test
  @DisplayName("T10: a program cannot have what a linker allocates")
  void t10Program() {
    assertThat(assemble("exit\n.comm x, 4", AssemblerOptions.DEFAULT).report())
        .contains("error[needs-object]");
    assertThat(assemble("exit\n.comm x, 4, 3", OBJECT).report()).contains("error[bad-directive]");
    assertThat(assemble("x: exit\n.comm x, 4", OBJECT).report()).contains("label-duplicate");
  }

  @Test
  @DisplayName("T10: .octa, .incbin")
  void t10Data() {
    AssemblerOptions options =
        OBJECT.includes(
            name -> name.equals("f") ? Optional.of(new byte[] {1, 2, 3, 4}) : Optional.empty());
    String source =
        ".data\n.octa 0x0102030405060708090a0b0c0d0e0f10, -1\n.incbin \"f\"\n.incbin \"f\", 1, 2\n";
    byte[] data = object(source, options).section(".data").orElseThrow().toBytes();
    assertThat(data).startsWith(16, 15, 14, 13, 12).hasSize(38).endsWith(1, 2, 3, 4, 2, 3);
    for (String wrong :
        new String[] {
          ".octa 0x1ffffffffffffffffffffffffffffffff",
          ".octa x",
          ".incbin \"g\"",
          ".incbin \"f\", 5"
        }) {
      assertThat(assemble(".data\n" + wrong, options).hasErrors()).as(wrong).isTrue();
    }
  }

  @Test
  @DisplayName("T10: what GNU as has not for BPF, or nobody has here, says what to write instead")
  void t10Instead() {
    assertThat(assemble(".inst 0x95\n", OBJECT).report())
        .contains("error[unknown-directive]: unknown directive '.inst'")
        .contains("note: GNU as has no .inst for BPF: `.raw 0x95`");
    assertThat(assemble(".extern f\nexit\n", OBJECT).hasErrors()).isFalse();
  }

  @Test
  @DisplayName("T22: a file that cannot be read is an error of its .incbin")
  void t22Incbin() {
    AssemblerOptions endless =
        OBJECT.includes(
            name -> {
              throw new UncheckedIOException(new IOException("it has more than 256 MiB"));
            });
    assertThat(assemble("exit\n.incbin \"/dev/zero\"\n", endless).report())
        .contains("x.s:2:9: error[include-missing]: cannot read the file '/dev/zero'")
        .contains("more than 256 MiB");
  }

  @Test
  @DisplayName("T2: an object keeps the map that a macro of the kernel's names")
  void t2MacroOfAMap() {
    String map = ".map m, type=array, key=4, value=8, max_entries=1\n.section xdp\n";
    ElfObject named = object(map + "BPF_LD_MAP_FD(BPF_REG_1, m),\nBPF_EXIT_INSN(),\n", OBJECT);
    ElfObject loaded = object(map + "r1 = m ll\nexit\n", OBJECT);
    Section code = named.section("xdp").orElseThrow();
    assertThat(code.toBytes()).isEqualTo(loaded.section("xdp").orElseThrow().toBytes());
    assertThat(code.relocations()).hasSize(1);
    int symbol = code.relocations().get(0).symbol();
    assertThat(named.symbols().get(symbol).name()).isEqualTo("m");
  }

  @Test
  @DisplayName("T2: a relocation that bytes cannot hold is not lost in silence")
  void t2Relocation() {
    String source = ".reloc 0, R_BPF_64_64, foo\nr1 = 0 ll\nexit\n";
    assertThat(assemble(source, AssemblerOptions.DEFAULT).report()).contains("error[needs-object]");
    assertThat(assemble(source, OBJECT).hasErrors()).isFalse();
  }

  @Test
  @DisplayName("T10: .exitm, .purgem, .end, .print and what debuggers read")
  void t10Flow() {
    Assembly assembly =
        Assembler.assemble(
            """
            .macro m a
            .if \\a
            r0 = \\a
            .exitm
            .endif
            r0 = 7
            .endm
            m 1
            m 0
            .purgem m
            .print "hello"
            .subsection 0
            .cfi_def_cfa r1, 8
            .version "1"
            exit
            .end
            nonsense
            """
                .replace("\\\\", "\\"));
    assertThat(assembly.report()).isEmpty();
    assertThat(Disassembler.lines(assembly.program().orElseThrow(), Dialect.LLVM))
        .containsExactly("r0 = 1", "r0 = 7", "exit");
    for (String wrong : new String[] {".exitm", ".purgem m", ".subsection x", ".abort"}) {
      assertThat(Assembler.assemble(wrong + "\nexit\n").hasErrors()).as(wrong).isTrue();
    }
  }
}
