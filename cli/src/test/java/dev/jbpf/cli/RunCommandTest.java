package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Vectors;
import dev.jbpf.vm.context.Pcap;
import dev.jbpf.vm.packet.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  private static final String SECOND_BYTE = "ldxb %r0,[%r1+1]\nexit\n";

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void r0IsPrinted(String engine) {
    CommandRun run = CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem", "aa bb", "--engine", engine);
    assertThat(run)
        .usingRecursiveComparison()
        .ignoringFields("bytes")
        .isEqualTo(new CommandRun(0, new byte[0], ""));
    assertThat(run.out()).isEqualTo("0xbb\n");
  }

  @Test
  void memoryMayBeAFile(@TempDir Path folder) throws IOException {
    Path memory = Files.write(folder.resolve("m"), new byte[] {1, 2, 3});
    String file = memory.toString();
    assertThat(CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem-file", file).out())
        .isEqualTo("0x2\n");
    assertThat(CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem-file", file, "--mem", "00").code())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void aFaultNamesTheAuthorsLine(String engine) {
    CommandRun run = CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem", "aa", "--engine", engine);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("<stdin>:1:1: error[fault]: slot 0: load of 1 byte at ");
    assertThat(run.bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void whatRanIsCovered(String engine, @TempDir Path folder) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("drop.s"),
            "r0 = *(u8 *)(r1 + 0)\nif r0 == 0 goto out\nr0 = 2\nout:\nexit\n");
    CommandRun run =
        CommandRun.jbpf(
            "",
            "run",
            source.toString(),
            "--mem=00",
            "--engine=" + engine,
            "--coverage",
            "--coverage-dir=" + folder.resolve("report"));
    assertThat(run.out()).isEqualTo("0x0\n");
    assertThat(run.err()).contains("75.0% (3/4)", "50.0% (1/2)", "drop.s");
    assertThat(folder.resolve("report/lcov.info"))
        .content()
        .contains("SF:" + source, "BRDA:2,0,0,1\nBRDA:2,0,1,0", "DA:3,0\nDA:5,1");
    assertThat(folder.resolve("report/drop.s.0.html"))
        .content()
        .contains("<tr id=\"L3\" class=\"none\">", "if r0 == 0 goto out");
    assertThat(
            CommandRun.jbpf("", "run", source.toString(), "--coverage", "--engine=kernel").code())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void packetsOfAFileGoThroughOneMachine(String engine, @TempDir Path folder) throws IOException {
    String source =
        """
        .map seen, type=array, key=4, value=8, max_entries=1
        .section xdp
        r6 = r1
        r1 = 0
        *(u32 *)(r10 - 4) = r1
        r2 = r10
        r2 += -4
        r1 = seen ll
        call map_lookup_elem
        if r0 == 0 goto out
        r1 = *(u64 *)(r0 + 0)
        r1 += 1
        *(u64 *)(r0 + 0) = r1
        r7 = r1
        r1 = r6
        r2 = -20
        call xdp_adjust_tail
        r0 = r7
        out:
        exit
        """;
    Path program = Files.writeString(folder.resolve("count.s"), source);
    Packet packet = Packet.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1, 2).payload(new byte[40]);
    Pcap.Packet captured = new Pcap.Packet(Instant.ofEpochSecond(7), packet.bytes());
    Path in = folder.resolve("in.pcapng");
    Path out = folder.resolve("out.pcap");
    Pcap.write(in, List.of(captured, captured));
    CommandRun run =
        CommandRun.jbpf(
            "",
            "run",
            program.toString(),
            "--prog-type=xdp",
            "--pcap=" + in,
            "--pcap-out=" + out,
            "--map-entry=seen:00000000=0500000000000000",
            "--engine=" + engine);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("0x6 62\n0x7 62\n");
    assertThat(Pcap.read(out)).hasSize(2).allSatisfy(p -> assertThat(p.bytes()).hasSize(62));
  }

  @Test
  void withATypeTheMemoryIsAPacket() {
    String program = "r6 = r1\nr0 = *(u8 *)skb[1]\nexit\n";
    CommandRun run =
        CommandRun.jbpf(program, "run", "-", "--mem", "0102", "--prog-type", "socket_filter");
    assertThat(run.out()).isEqualTo("0x2\n");
  }

  @KernelTest
  @Test
  void theKernelRunsItToo() {
    String program = "r6 = r1\nr0 = *(u8 *)skb[1]\nexit\n";
    CommandRun run =
        CommandRun.jbpf(
            program, "run", "-", "--mem", "0102", "--engine", "kernel", "--prog-type", "sched_cls");
    assertThat(run.out()).isEqualTo("0x2\n");
    CommandRun refused = CommandRun.jbpf("r0 = r6\nexit\n", "run", "-", "--engine", "kernel");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).startsWith("<stdin>:1:1: error[reject]: slot 0: ");
  }

  @Test
  void pluginsTakeHexadecimalDigitsAndAnswerWithThem() {
    CommandRun run =
        CommandRun.jbpf("71 10 01 00 00 00 00 00 9500000000000000\n", "run", "--plugin", "aa bb");
    assertThat(run.out()).isEqualTo("bb\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void theConformanceSuiteIsAnsweredLineByLine(String engine) {
    List<Map<String, Object>> rows = Vectors.rows("conformance.jsonl");
    StringBuilder requests = new StringBuilder();
    // No kernel calls through a register, and so we refuse to.
    rows.removeIf(row -> ((List<?>) row.get("features")).contains("callx"));
    for (Map<String, Object> row : rows) {
      requests.append(
          String.format(
              "{\"insns\": \"%s\", \"mem\": \"%s\"}%n", row.get("insns"), row.get("mem")));
    }
    CommandRun run = CommandRun.jbpf(requests.toString(), "run", "--jsonl", "--engine", engine);
    List<String> answers = run.out().lines().toList();
    assertThat(answers).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(answers.get(i))
          .as("%s", rows.get(i).get("name"))
          .isEqualTo("{\"verdict\":\"accept\",\"r0\":\"" + rows.get(i).get("r0") + "\"}");
    }
  }

  @Test
  void jsonVerdictsTellFaultsAndBadRequests() {
    CommandRun run =
        CommandRun.jbpf(
            "{\"insns\": \"71100000000000009500000000000000\"}\n{\"mem\": \"\"}\n{\"insns\": \"zz\"}\n",
            "run",
            "--jsonl");
    List<String> answers = run.out().lines().toList();
    assertThat(answers.get(0))
        .startsWith("{\"verdict\":\"fault\",\"error\":\"")
        .endsWith("\"slot\":0}");
    assertThat(answers.subList(1, 3)).allMatch(answer -> answer.contains("\"code\":\"request\""));
  }

  /** A map, a variable, a function in {@code .text}, and a second program. */
  private static final String OBJECT =
      """
              .map counts, type=array, key=4, value=8, max_entries=4
              .section socket,"ax"
              .globl main
      main:   *(u32 *)(r10 - 4) = 2
              r2 = r10
              r2 += -4
              r1 = counts ll
              call bpf_map_lookup_elem
              if r0 == 0 goto out
              r1 = 5
              lock *(u64 *)(r0 + 0) += r1
              r1 = total ll
              call add
      out:    exit
              .section xdp,"ax"
              .globl other
      other:  r0 = *(u32 *)(r1 + 4)
              exit
              .text
      add:    r0 = *(u64 *)(r1 + 0)
              r0 += 41
              *(u64 *)(r1 + 0) = r0
              exit
              .data
              .globl total
      total:  .quad 1
      """;

  private static final String LEFT =
      """
      0x2a
      counts (BPF_MAP_TYPE_ARRAY)
        02 00 00 00 = 05 00 00 00 00 00 00 00
        3 values of zeros
      .data (BPF_MAP_TYPE_ARRAY)
        total = 2a 00 00 00 00 00 00 00
      """;

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void textWithMapsAndVariablesRunsAsAnObject(String engine) {
    CommandRun run =
        CommandRun.jbpf(OBJECT, "run", "-", "--program", "main", "--maps", "--engine", engine);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(LEFT);
  }

  @KernelTest
  @Test
  void theKernelLeavesTheSameInMapsAndVariables() {
    CommandRun run =
        CommandRun.jbpf(OBJECT, "run", "-", "--program", "main", "--maps", "--engine", "kernel");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(LEFT);
  }

  @Test
  void objectsRunAsTheirSourcesDo(@TempDir Path folder) {
    String object = folder.resolve("a.o").toString();
    assertThat(CommandRun.asm(OBJECT, "-", "-o", object).code()).isZero();
    assertThat(CommandRun.jbpf("", "run", object, "--program", "main", "--maps").out())
        .isEqualTo(LEFT);
    assertThat(CommandRun.jbpf("", "run", object, "--program", "main", "--trace").err())
        .contains("r0=0x2a");
  }

  /** Real objects: constants of a compiler, which have no names. */
  @Test
  void sectionsWithoutVariablesAreShownAsBytes() {
    String source =
        """
        .section .rodata.str1.1,"aMS",@progbits,1
        .L.str: .asciz "abc"
        .section xdp,"ax",@progbits
        .globl main
        .type main,@function
        main:
        r1 = .L.str ll
        r0 = *(u8 *)(r1 + 1)
        exit
        """;
    CommandRun run = CommandRun.jbpf(source, "run", "-", "--program", "main", "--maps");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("0x62\n").contains("  61 62 63 00\n");
  }

  @Test
  void whatAProgramPrintsIsShown() {
    String program =
        "r1 = 0x6425 ll\n*(u64 *)(r10 - 8) = r1\nr1 = r10\nr1 += -8\nr2 = 3\nr3 = 7\n"
            + "call bpf_trace_printk\nr0 = 0\nexit\n";
    CommandRun run = CommandRun.jbpf(program, "run", "-");
    assertThat(run.out()).isEqualTo("0x0\n");
    assertThat(run.err()).isEqualTo("bpf_trace_printk: 7\n");
  }

  @Test
  void oneOfSeveralProgramsMustBeNamed() {
    assertThat(CommandRun.jbpf(OBJECT, "run", "-").err())
        .isEqualTo(
            "<stdin>: error: --program must say which program to run: there are [main, other]\n");
    assertThat(CommandRun.jbpf(OBJECT, "run", "-", "--program", "man").err())
        .isEqualTo("<stdin>: error: there is no program 'man'; there are [main, other]\n");
  }

  /** Memory is memory, unless a type is given: a program of a section with a type is told so. */
  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void whatWantsAContextIsToldThatItGetsMemory(String engine) {
    String length = "r2 = *(u32 *)(r1 + 4)\nr0 = *(u32 *)(r1 + 0)\nr2 -= r0\nr0 = r2\nexit\n";
    String alone = ".section xdp\n" + length;
    String map = ".map m, type=array, key=4, value=4, max_entries=1\n";
    String two = ".section tc\nother: r0 = 1\nexit\n.section xdp\nlength:\n" + length;
    for (String source : List.of(alone, map + alone, two, map + two)) {
      List<String> words =
          new ArrayList<>(List.of("run", "-", "--engine", engine, "--mem", "00".repeat(20)));
      if (source.contains("length:")) {
        words.addAll(List.of("--program", "length"));
      }
      CommandRun plain = CommandRun.jbpf(source, words.toArray(String[]::new));
      assertThat(plain.out()).isEqualTo("0x0\n");
      assertThat(plain.err())
          .isEqualTo(
              "note: the section says xdp; here r1 points to the memory itself: --prog-type xdp makes"
                  + " it that type's context, unspec leaves out this note\n");
      words.addAll(List.of("--prog-type", "xdp"));
      CommandRun typed = CommandRun.jbpf(source, words.toArray(String[]::new));
      assertThat(typed.out()).isEqualTo("0x14\n");
      assertThat(typed.err()).isEmpty();
      words.set(words.size() - 1, "unspec");
      CommandRun memory = CommandRun.jbpf(source, words.toArray(String[]::new));
      assertThat(memory.out()).isEqualTo("0x0\n");
      assertThat(memory.err()).isEmpty();
    }
  }

  /** The note of a fault is at its place. */
  @Test
  void aFaultOfAProgramThatWantsAContextSaysHowToGiveOne() {
    CommandRun run = CommandRun.jbpf(OBJECT, "run", "-", "--program", "other");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("note: the section says xdp; ")
        .contains("<stdin>:17:9: error[fault]: slot 0: ");
    assertThat(
            CommandRun.jbpf(
                    OBJECT, "run", "-", "--program", "other", "--prog-type", "xdp", "--mem", "00")
                .code())
        .isZero();
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(CommandRun.jbpf("", "run").code()).isEqualTo(2);
    assertThat(CommandRun.jbpf("exit", "run", "-", "--mem", "zz").code()).isEqualTo(2);
    assertThat(CommandRun.jbpf("exit", "run", "-", "--engine", "v8").code()).isEqualTo(2);
  }

  @Test
  void aTraceShowsWhatEachStepChanged() {
    CommandRun run = CommandRun.jbpf("r0 = 5\nr0 += 2\nexit\n", "run", "-", "--trace");
    assertThat(run.out()).isEqualTo("0x7\n");
    assertThat(run.err().lines().map(String::strip))
        .anyMatch(line -> line.startsWith("1: r0 += 2") && line.endsWith("r0=0x7"));
    assertThat(CommandRun.jbpf("exit", "run", "-", "--trace", "--engine", "kernel").code())
        .isEqualTo(2);
  }
}
