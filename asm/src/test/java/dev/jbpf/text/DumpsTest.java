package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Section;
import dev.jbpf.testing.Tool;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What disassemblers of objects print, pasted whole: every section has the bytes and relocations
 * that it was printed from. Logs and dumps of a kernel stand in the corpus.
 */
class DumpsTest {
  @TempDir private Path folder;

  static Stream<Path> sources() {
    return Compilers.sources().stream();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void clangsObjectsComeBackFromLlvmsListing(Path source) {
    Path object = Compilers.clang(source, "bpfel", folder);
    Tool objdump = Tool.named("llvm-objdump-19");
    for (String options : List.of("-d", "-dr", "-S", "-dl")) {
      Object[] arguments = (options + " " + object).split(" ");
      assertListed(objdump.succeed(arguments), object, options.contains("r"), options);
    }
  }

  /** Without the bytes, calls within the object read like calls of helpers. */
  @ParameterizedTest
  @ValueSource(strings = {"globals.c", "legacy.c", "slots.c"})
  void statementsDoWithoutBytes(String source) {
    Path object = Compilers.clang(Compilers.source(source), "bpfel", folder);
    String listing = Tool.named("llvm-objdump-19").succeed("-dr", "--no-show-raw-insn", object);
    assertListed(listing, object, true, source);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void gccsObjectsComeBackFromBinutilsListing(Path source) {
    Path object = Compilers.gcc(source, folder);
    Tool objdump = Tool.named("bpf-objdump");
    for (String options : List.of("-d", "-dr", "-dw", "-dr --prefix-addresses --show-raw-insn")) {
      Object[] arguments = (options + " " + object).split(" ");
      assertListed(objdump.succeed(arguments), object, options.contains("r"), options);
    }
  }

  @Test
  void theOtherByteOrderIsInTheListingsHeader() {
    Path object = Compilers.clang(Compilers.source("slots.c"), "bpfeb", folder);
    String listing = Tool.named("bpf-objdump").succeed("-d", object);
    assertListed(listing, object, false, "-d");
  }

  private static void assertListed(String text, Path object, boolean relocated, String options) {
    ElfObject expected = ElfObject.read(Compilers.bytes(object));
    Assembly assembly = object(text, expected.order());
    assertThat(assembly.report()).as(options).isEmpty();
    ElfObject made = ElfObject.read(assembly.object().orElseThrow().build().toBytes());
    for (Section section : expected.sections()) {
      if (section.isCode() && section.size() > 0) {
        String what = options + " " + section.name();
        Section other = made.section(section.name()).orElseThrow();
        assertThat(other.toBytes()).as(what).isEqualTo(section.toBytes());
        if (relocated) {
          assertThat(places(other)).as(what).isEqualTo(places(section));
        }
      }
    }
  }

  private static Map<Long, String> places(Section section) {
    Map<Long, String> places = new TreeMap<>();
    section.relocations().forEach(r -> places.put((long) r.offset(), r.type().toString()));
    return places;
  }

  private static Assembly object(String text, ByteOrder order) {
    return Assembler.assemble(
        text.getBytes(StandardCharsets.UTF_8),
        "dump.txt",
        AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT).order(order));
  }

  @Test
  void aListingWithoutItsHeaderIsToldByItsNumbers() {
    assertHex(
        "0: 18 01 00 00 05 00 00 00\n8: 00 00 00 00 00 00 00 00\n10: 95 00 00 00 00 00 00 00");
    assertHex("7: 18 01 00 00 05 00 00 00 00 00 00 00 00 00 00 00\n9: 95 00 00 00 00 00 00 00");
    assertHex(
        "00000000000000a0 <f>:\na0: 18 01 00 00 05 00 00 00 00 00 00 00 00 00 00 00\nb0: 95 00 00 00 00 00 00 00");
  }

  private static void assertHex(String listing) {
    Assembly assembly = Assembler.assemble(listing);
    assertThat(assembly.report()).isEmpty();
    assertThat(Disassembler.lines(assembly.program().orElseThrow(), Dialect.LLVM))
        .containsExactly("r1 = 5 ll", "exit");
  }

  @Test
  void whatALogSaysBesidesIsPassedOverWithAWarning() {
    Assembly assembly =
        Assembler.assemble(
            """
            0: R1=ctx() R10=fp0
            0: (b7) r0 = 1                        ; R0=1
            1: (79) r2 = *(u64 *)(r0 +0)
            R0 invalid mem access 'scalar'
            processed 2 insns (limit 1000000) max_states_per_insn 0
            """);
    assertThat(assembly.program().map(Program::size)).contains(2);
    assertThat(assembly.report())
        .isEqualTo(
            """
            <string>:4:1: warning[dump-line]: this line is no instruction of the dump, and passed over
                4 | R0 invalid mem access 'scalar'
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"caller:", " R0=5 R1=7", "frame1: R0=5", "(0) frame 0 insn 4 +live -8"})
  void whatALogSaysOfStatesIsNoStatement(String line) {
    Assembly assembly = Assembler.assemble("0: (b7) r0 = 1\n" + line + "\n1: (95) exit\n");
    assertThat(assembly.report()).isEmpty();
    assertThat(assembly.program().map(Program::size)).contains(2);
  }

  @Test
  void aWrongLineOfADumpIsOneError() {
    Assembly assembly = Assembler.assemble("0: (b7) r0 = = 1\n1: (b7) r1 = 1\n2: (95) exit\n");
    assertThat(assembly.diagnostics()).hasSize(1);
  }

  @Test
  void aMapOfADumpIsASymbolOfAnObject() {
    String dump = "   0: (18) r1 = map[id:5][0]+8\n   2: (95) exit\n";
    Assembly assembly = object(dump, ByteOrder.LITTLE_ENDIAN);
    assertThat(assembly.report()).isEmpty();
    ElfObject made = ElfObject.read(assembly.object().orElseThrow().build().toBytes());
    assertThat(places(made.section(".text").orElseThrow())).isEqualTo(Map.of(0L, "R_BPF_64_64"));
  }
}
