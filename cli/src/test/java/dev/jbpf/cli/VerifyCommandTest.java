package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {
  private static final String UNCHECKED =
      """
      .section xdp
        r2 = *(u32 *)(r1 + 0)
        r0 = *(u8 *)(r2 + 0)
        exit
      """;

  private static final String COUNTER =
      """
      .map hits, type=hash, key=4, value=8, max_entries=16
      .section socket
      .global count
      count:
        *(u32 *)(r10 - 4) = 0
        r1 = hits ll
        r2 = r10
        r2 += -4
        call bpf_map_lookup_elem
        if r0 == 0 goto out
        r1 = *(u64 *)(r0 + 0)
      out:
        r0 = 0
        exit
      """;

  @Test
  void acceptedProgramsEndWithZero() {
    CommandRun run = CommandRun.jbpf("r0 = 0\nexit\n", "verify", "-", "--type", "xdp");
    assertThat(run.out()).isEqualTo("<stdin>: .text: Linux 6.18: accepted\n");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void rejectedOnesAreExplainedAtTheAuthorsLine() {
    CommandRun run = CommandRun.jbpf(UNCHECKED, "verify", "-");
    assertThat(run.out())
        .startsWith(
            "<stdin>: xdp: Linux 6.18: rejected\n<stdin>:3:16: error[packet-range]: 1 byte at")
        .contains("    3 |   r0 = *(u8 *)(r2 + 0)\n")
        .contains("note: ");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void eachKernelHasItsVerdictInOneLineOfJson() {
    CommandRun run = CommandRun.jbpf(UNCHECKED, "verify", "-", "--json", "--kernel", "6.18,6.1");
    assertThat(run.out().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"verdict\":\"reject\",\"slot\":1,"))
        .anyMatch(line -> line.contains("\"kernel\":\"6.1\""));
  }

  @Test
  void mapsOfTextAreKnown() {
    assertThat(CommandRun.jbpf(COUNTER, "verify", "-").out())
        .isEqualTo("<stdin>: count: Linux 6.18: accepted\n");
    String untested = COUNTER.replace("  if r0 == 0 goto out\n", "");
    CommandRun run = CommandRun.jbpf(untested, "verify", "-", "--json");
    assertThat(run.out()).contains("\"rule\":\"null-check\"");
  }

  @Test
  void objectsAreReadAsTextIs(@TempDir Path folder) throws Exception {
    Path object = folder.resolve("count.o");
    assertThat(CommandRun.asm(COUNTER, "-", "-o", object.toString()).code()).isZero();
    assertThat(Files.exists(object)).isTrue();
    CommandRun run = CommandRun.jbpf("", "verify", object.toString(), "--program", "count");
    assertThat(run.out()).isEqualTo(object + ": count: Linux 6.18: accepted\n");
    assertThat(CommandRun.jbpf("", "verify", object.toString(), "--program", "cuont").err())
        .contains("no program 'cuont'; there are [count]");
  }

  @Test
  void objectsWithoutALicenseAreLoadedWithout(@TempDir Path folder) throws Exception {
    String prints =
        """
        .section xdp
        .global print
        print:
          *(u64 *)(r10 - 8) = 0
          r1 = r10
          r1 += -8
          r2 = 1
          call bpf_trace_printk
          r0 = 2
          exit
        """;
    assertThat(CommandRun.jbpf(prints, "verify", "-").code()).isZero();
    Path object = folder.resolve("print.o");
    assertThat(CommandRun.asm(prints, "-", "-o", object.toString()).code()).isZero();
    assertThat(CommandRun.jbpf("", "verify", object.toString()).out())
        .contains("rejected\n", "bpf_trace_printk", "GPL");
    String licensed = prints + ".section license\n.asciz \"GPL\"\n";
    assertThat(CommandRun.asm(licensed, "-", "-o", object.toString()).code()).isZero();
    assertThat(CommandRun.jbpf("", "verify", object.toString()).code()).isZero();
  }

  @Test
  void programsBesideOneThatCannotBeLinkedAreVerified(@TempDir Path folder) throws Exception {
    String source =
        """
        .section xdp
        .globl lost
        lost: r1 = gone ll
        r0 = 1
        exit
        .globl kept
        kept: r0 = 2
        exit
        """;
    Path object = folder.resolve("part.o");
    assertThat(CommandRun.asm(source, "-", "-o", object.toString()).code()).isZero();
    CommandRun run = CommandRun.jbpf("", "verify", object.toString());
    assertThat(run.out()).isEqualTo(object + ": kept: Linux 6.18: accepted\n");
    assertThat(run.err())
        .startsWith(object + ": error: function 'lost'")
        .endsWith("'gone' is not defined in this object\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(CommandRun.jbpf("", "verify", object.toString(), "--program", "kept").code())
        .isZero();
  }

  @Test
  void whatNobodySaysTheTypeOfIsWrongUsage() {
    CommandRun run = CommandRun.jbpf("r0 = 0\nexit\n", "verify", "-");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("say --type, such as --type xdp");
  }

  @Test
  void statesStandBesideTheInstructions() {
    CommandRun run = CommandRun.jbpf("r0 = 3\nexit\n", "verify", "-", "--type", "xdp", "--states");
    assertThat(run.out())
        .contains("0: <stdin>:1:1: r0 = 3\n", "1: <stdin>:2:1: exit\n    r0 = 3\n");
  }

  @Test
  void statesTellWhatAnInstructionChanges() {
    String source =
        """
        r6 = r1
        r2 = *(u32 *)(r1 + 0)
        r3 = *(u32 *)(r1 + 4)
        r4 = r2
        r4 += 14
        if r4 > r3 goto out
        w5 = 3
        *(u64 *)(r10 - 8) = r5
        call 7
        out:
        r0 = 2
        exit
        """;
    CommandRun run = CommandRun.jbpf(source, "verify", "-", "--type", "xdp", "--states");
    assertThat(run.out())
        .contains(
            """
            4: <stdin>:5:1: r4 += 14
                r4 = the packet
            5: <stdin>:6:1: if r4 > r3 goto out
                r4 = the packet, at +14
            6: <stdin>:7:1: w5 = 3
                r2 = the packet, checked up to +14; r4 = the packet, at +14, checked up to +14
            7: <stdin>:8:1: *(u64 *)(r10 - 8) = r5
                r5 = 3
            8: <stdin>:9:1: call 7
                fp-8 = 3
            9: <stdin>:11:1: r0 = 2
                r0 = unknown; nothing in r1 r2 r3 r4 r5
            """);
    // The other path begins with all that is known there.
    assertThat(run.out()).contains("\n\n9: <stdin>:11:1: r0 = 2\n    r1 = the context; r2 =");
  }

  @Test
  void whatIsNotModelledIsUndecided() {
    String kernelFunction = "call 5\nr0 = 0\nexit\n";
    CommandRun known = CommandRun.jbpf(kernelFunction, "verify", "-", "--type", "xdp");
    assertThat(known.code()).isZero();
    // A call of a function of the kernel, src 2: without types nobody knows what it does.
    CommandRun unknown =
        CommandRun.jbpf(
            "85200000010000009500000000000000",
            "verify",
            "-",
            "--type",
            "xdp",
            "--kernel",
            "5.19",
            "--json");
    assertThat(unknown.out()).contains("\"verdict\":\"undecided\",\"reason\":");
    assertThat(unknown.code()).isEqualTo(4);
  }

  @Test
  void aFileOfTypesDecidesWhatDependsOnThem(@TempDir Path folder) throws Exception {
    Path types = Files.write(folder.resolve("types.btf"), typesOfATracepoint());
    String program = ".section tp_btf/tick\nr2 = *(u64 *)(r1 + 0)\nr0 = *(u32 *)(r2 + %d)\nexit\n";
    CommandRun inside =
        CommandRun.jbpf(program.formatted(4), "verify", "-", "--btf", types.toString());
    assertThat(inside.code()).isZero();
    CommandRun outside =
        CommandRun.jbpf(program.formatted(8), "verify", "-", "--btf", types.toString(), "--json");
    assertThat(outside.out()).contains("\"rule\":\"object-access\"");
    CommandRun missing = CommandRun.jbpf(program.formatted(4), "verify", "-", "--btf", "no-such");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("no-such");
  }

  /** {@code tick(void *, struct clock *)}, a clock having 8 bytes. */
  private static byte[] typesOfATracepoint() {
    BtfBuilder types = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    int number = types.add(new BtfType.Int("int", 4, Set.of(), 0, 32));
    int clock =
        types.add(
            new BtfType.Struct(
                "clock",
                8,
                List.of(
                    new BtfType.Member("hours", number, 0, 0),
                    new BtfType.Member("minutes", number, 32, 0))));
    int prototype =
        types.add(
            new BtfType.FuncProto(
                0,
                List.of(
                    new BtfType.Param("data", types.add(new BtfType.Ptr(0))),
                    new BtfType.Param("clock", types.add(new BtfType.Ptr(clock))))));
    types.add(new BtfType.Typedef("btf_trace_tick", types.add(new BtfType.Ptr(prototype))));
    return types.toBytes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"insns": "b7000000000000009500000000000000", "prog_type": "xdp"}|{"verdict":"accept"}
          {"insns": "9500000000000000", "prog_type": "xdp"}|{"verdict":"reject","slot":0,
          {"insns": "9500000000000000", "prog_type": "xdpp"}|no type of programs: xdpp
          {"insns": "95", "prog_type": "xdp"}|"code":"request"
          {"prog_type": "xdp"}|is missing
          {"insns": "9500000000000000", "prog_type": "xdp", "maps": 3}|must be an array of objects
          {"insns": "9500000000000000", "prog_type": "xdp", "maps": [{"slot": -1}]}|"code":"request"
          {"insns": "9500000000000000", "prog_type": "xdp", "maps": [{"slot": 1, "type": "array"}]}|for slot 1
          {"insns": "9500000000000000", "prog_type": "xdp", "kernel": "six"}|not a kernel version
          """)
  void requestsAreAnsweredLineByLine(String request, String answer) {
    CommandRun run = CommandRun.jbpf(request + "\n", "verify", "--jsonl");
    assertThat(run.out()).contains(answer).endsWith("}\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void aRequestBringsItsMapsBySlot() {
    String program =
        "62 0a fc ff 00000000  bf a2 0000 00000000  07 02 0000 fcffffff"
            + "18 11 0000 00000000  00 00 0000 00000000  85 00 0000 01000000"
            + "55 00 0100 00000000  95 00 0000 00000000  79 00 %s 00000000"
            + "b7 00 0000 00000000  95 00 0000 00000000";
    String maps =
        "\"maps\": [{\"slot\": 3, \"type\": \"hash\", \"key\": 4, \"value\": 8,"
            + " \"max_entries\": 1, \"flags\": null, \"inner\": null, \"lock_at\": null}]";
    String inside = request(program.formatted("0000"), maps);
    String outside = request(program.formatted("0800"), maps);
    CommandRun run = CommandRun.jbpf(inside + outside, "verify", "--jsonl");
    assertThat(run.out().lines().toList().get(0)).isEqualTo("{\"verdict\":\"accept\"}");
    assertThat(run.out().lines().toList().get(1)).contains("\"rule\":\"map-value-range\"");
  }

  private static String request(String hex, String maps) {
    return "{\"insns\": \""
        + hex.replace(" ", "")
        + "\", \"prog_type\": \"socket_filter\", "
        + maps
        + "}\n";
  }

  @Test
  void everySectionOfATextIsVerified() {
    String two = ".section xdp\na: r0 = 1\nexit\n.section tc\nb: exit\n";
    String map = ".map m, type=array, key=4, value=4, max_entries=1\n";
    for (String source : List.of(two, map + two)) {
      CommandRun run = CommandRun.jbpf(source, "verify", "-");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).contains(": a: Linux ").contains(": b: Linux ").contains("accepted");
    }
  }
}
