package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.Compilers;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
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
    ElfObject made = ElfObject.read(assembly.object().orElseThrow().toBytes());
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
    ElfObject made = ElfObject.read(assembly.object().orElseThrow().toBytes());
    assertThat(places(made.section(".text").orElseThrow())).isEqualTo(Map.of(0L, "R_BPF_64_64"));
  }

  @Test
  @DisplayName("T9: a negative number of a helper is an error in a dump")
  void t9NegativeCall() {
    String listing =
        """
        x.o:	file format elf64-bpf

        Disassembly of section .text:

        0000000000000000 <f>:
               0:	call -0x1
               1:	exit
        """;
    assertThat(object(listing, ByteOrder.LITTLE_ENDIAN).report())
        .contains("error[dump-call]: no helper has the number -1");
    assertThat(Assembler.assemble("0: call -0x1\n1: exit\n").report()).contains("dump-call");
    assertThat(Assembler.assemble("call -2\nexit\n").report()).isEmpty();
  }

  @Test
  @DisplayName("T11: the kernel's functions for helpers are the helpers")
  void t11Variants() {
    String dump =
        """
           0: (85) call bpf_perf_event_output_tp#-59760
           1: (85) call bpf_get_stackid_raw_tp#-59000
           2: (85) call bpf_probe_read_compat#-1
           3: (85) call htab_map_update_elem#203568
           4: (85) call __htab_map_lookup_elem#203568
           5: (85) call array_map_lookup_elem#5
           6: (85) call trie_delete_elem#-5
           7: (85) call bpf_xdp_fib_lookup#-5
           8: (85) call dev_map_redirect#-5
           9: (85) call bpf_user_rnd_u32#-5
          10: (85) call bpf_get_current_pid_tgid#155744
          11: (95) exit
        """;
    Assembly assembly = Assembler.assemble(dump);
    assertThat(assembly.report()).isEmpty();
    assertThat(Disassembler.lines(assembly.program().orElseThrow(), Dialect.LLVM))
        .containsExactly(
            "call 25", "call 27", "call 4", "call 2", "call 1", "call 1", "call 3", "call 69",
            "call 51", "call 7", "call 14", "exit");
  }

  @Test
  @DisplayName("T11: functions whose names no rule finds, or a rule finds wrong")
  void t11Exceptions() {
    String[] rows = {
      "bpf_probe_read_compat_str 45",
      "sk_skb_pull_data 39",
      "sk_skb_change_tail 38",
      "sk_skb_change_head 43",
      "sk_skb_adjust_room 50",
      "bpf_lwt_in_push_encap 73",
      "bpf_lwt_xmit_push_encap 73",
      "bpf_xdp_redirect_map 51",
      "bpf_get_raw_cpu_id 8"
    };
    for (String row : rows) {
      String[] sides = row.split(" ");
      Assembly assembly =
          Assembler.assemble("   0: (85) call " + sides[0] + "#-7\n   1: (95) exit\n");
      assertThat(assembly.report()).as(row).isEmpty();
      assertThat(assembly.program().map(program -> (int) (program.word(0) >> 32)))
          .as(row)
          .contains(Integer.parseInt(sides[1]));
    }
  }

  @Test
  @DisplayName("T13: what a log says of its way back may stand first")
  void t13WayBack() {
    String log = "regs=1 stack=0 before 2: (b7) r0 = 0\n0: (b7) r0 = 0\n1: (95) exit\n";
    assertThat(Assembler.assemble(log).program())
        .hasValueSatisfying(program -> assertThat(program.size()).isEqualTo(2));
  }

  @Test
  @DisplayName("T11: another function's number is taken, with a warning")
  void t11Others() {
    Assembly assembly = Assembler.assemble("   0: (85) call foo_bar#-99\n   1: (95) exit\n");
    assertThat(assembly.report()).contains("warning[dump-call]: 'foo_bar' is no helper");
    assertThat(assembly.program().map(program -> (int) (program.word(0) >> 32))).contains(-99);
  }

  @Test
  @DisplayName("T12: CO-RE relocations of a listing are passed over")
  void t12() {
    String listing =
        """
        x.o:	file format elf64-bpf

        Disassembly of section .text:

        0000000000000000 <f>:
               0:	79 10 60 00 00 00 00 00	r0 = *(u64 *)(r1 + 0x60)
        		0000000000000000:  CO-RE <byte_off> [100] struct pt_regs::dx (0:12)
               1:	95 00 00 00 00 00 00 00	exit
        """;
    Assembly assembly = object(listing, ByteOrder.LITTLE_ENDIAN);
    assertThat(assembly.report()).isEmpty();
    assertThat(assembly.programs().get(".text").size()).isEqualTo(2);
    assertThat(assembly.diagnostics()).extracting(each -> each.code()).containsExactly("core-lost");
  }

  @Test
  @DisplayName("T12: what llvm-objdump prints of objects with CO-RE relocations comes back")
  void t12Objects() throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("core.c"),
            """
            struct inner { int a; int b : 5; } __attribute__((preserve_access_index));
            struct outer { long x; struct inner in[3]; } __attribute__((preserve_access_index));
            int program(struct outer *o) {
              return o->in[2].a + __builtin_preserve_field_info(o->in[1].b, 0) + (int)o->x;
            }
            """);
    Path object = folder.resolve("core.o");
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", object);
    String listing = Tool.named("llvm-objdump-19").succeed("-dr", object);
    assertThat(listing).contains("CO-RE <");
    assertListed(listing, object, false, "-dr");
  }

  @Test
  @DisplayName("T13: a gap is one message, and states may come first")
  void t13() {
    String log =
        """
         R0=map_value(id=0,off=0,ks=4,vs=32768,imm=0) R10=fp0
        frame1: R1=ctx() R10=fp0
        1587: (b7) r0 = 1
        1588: (95) exit
        """;
    Assembly assembly = Assembler.assemble(log);
    assertThat(assembly.diagnostics()).hasSize(1);
    assertThat(assembly.report()).contains("the dump has no instructions 0 to 1586");
    assertThat(Assembler.assemble(" R1=ctx(id=0,off=0,imm=0) R10=fp0\n0: (95) exit\n").report())
        .isEmpty();
  }
}
