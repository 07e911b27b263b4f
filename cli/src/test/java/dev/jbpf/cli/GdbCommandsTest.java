package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody types who knows gdb, at a program of C. */
class GdbCommandsTest {
  private static final String SOURCE =
      """
      #define SEC(n) __attribute__((section(n), used))
      typedef unsigned int u32; typedef unsigned long long u64; typedef unsigned short u16;
      struct xdp_md { u32 data, data_end, data_meta, ifi, rxq, egress; };
      struct stats { u64 packets; u32 kinds[4]; };
      struct { int (*type)[2]; int (*max_entries)[1]; u32 *key; struct stats *value; } counts SEC(".maps");
      static void *(*lookup)(void *, const void *) = (void *) 1;
      int limit = 5;
      static __attribute__((noinline)) int kind(u16 proto) {
        int k = proto == 8 ? 1 : 2;
        if (proto == 0xdd86) k = 3;
        return k;
      }
      SEC("xdp") int filter(struct xdp_md *ctx) {
        u16 *data = (u16 *)(long)ctx->data, *end = (u16 *)(long)ctx->data_end;
        if (data + 7 > end)
          return 1;
        u32 zero = 0;
        struct stats *s = lookup(&counts, &zero);
        if (!s)
          return 1;
        int k = kind(data[6]);
        s->packets += 3 * k;
        s->kinds[k & 3]++;

        return s->packets > limit ? 1 : 2;
      }
      char l[] SEC("license") = "GPL";
      """;

  @TempDir private static Path folder;
  private static Path object;

  @BeforeAll
  static void compile() throws IOException {
    Path source = Files.writeString(folder.resolve("prog.c"), SOURCE);
    object = folder.resolve("prog.o");
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", object);
  }

  private static String session(String commands) {
    String packet = "00".repeat(12) + "0800" + "45" + "00".repeat(49);
    return CommandRun.jbpf(
            commands.replace("; ", "\n") + "\n",
            "debug",
            object.toString(),
            "--mem",
            packet,
            "--prog-type",
            "xdp")
        .out();
  }

  @Test
  void theFunctionsThatWaitAreShown() {
    assertThat(
            session("b kind; r; bt; up; info registers r6; down; down; frame 1; frame; finish; bt"))
        .contains("breakpoint 1 at slot ", "#0  slot ", "in kind () at ", "prog.c:8")
        .containsPattern("#1  slot \\d+ in filter \\(\\) at \\S*prog.c:21")
        .containsPattern("r6 = 0x4\\w+\t\\d+")
        .contains("error: there is no frame -1: the last is 1");
  }

  @Test
  void valuesHaveTheNamesAndTheTypesOfC() {
    String out =
        session(
            "b prog.c:25; r; p limit; p counts[0].packets; p/x counts[0].kinds[1]; p counts; "
                + "info variables; info maps; b kind; r; p ctx->data_end; p s; p counts[7]");
    assertThat(out)
        .contains("limit = 5", "counts[0].packets = 3", "counts[0].kinds[1] = 1")
        .contains("[0] = {packets: 3, kinds: [0, 1, 0, 0]}", "BPF_MAP_TYPE_ARRAY, 1 entries")
        .contains(
            "ctx->data_end = 0x3000",
            "error: 's' is no register",
            "error: there is no 'counts[7]'");
  }

  @Test
  void memoryIsShownAsItIsAskedFor() {
    assertThat(
            session(
                "b prog.c:21; r; x/8xb $r10-8; x/2dw r10-8; x/1xg r10-8; x/2xh r7; x/4c r7; x/20"
                    + " r7; p/t 5; p/x -1; p -3; p/d *r10-4:4; x/3zz r1; x/2x 3"))
        .contains(":\t0x00\t0x00\t0x00\t0x00\t0x00\t0x00\t0x00\t0x00")
        .contains(":\t0\t0", ":\t0x0000\t0x0000", "0 '.'", "5 = 101", "-1 = 0xffffffffffffffff")
        .contains("-3 = 0xfffffffffffffffd\t-3", "*r10-4:4 = 0", "error: x/3zz", "in no region");
  }

  @Test
  void breakpointsMoveToLinesWithCodeAndStopOnceIfAskedTo() {
    String out = session("tbreak 24; r; info b; r; b 9999; b 21; d; info b");
    assertThat(out)
        .containsPattern("breakpoint 1 at slot \\d+ at \\S*prog.c:25, once")
        .containsOnlyOnce("prog.c:25:")
        .contains("has returned 0x2", "error: there is no instruction at '9999'", "deleted all")
        .endsWith("none\n(jbpf) ");
  }

  @Test
  void stepsAreCounted() {
    assertThat(session("si 3; p $pc; rsi 2; p $pc; si x; si 0; b; b kind; r; n 99; p $r6"))
        .contains("pc = slot 3", "pc = slot 1", "'x' is no count", "'0' is no count")
        .contains("breakpoint 1 at slot 1 ", "breakpoint 2 at slot ")
        .containsPattern("breakpoint 2\n *\\d+: ")
        .contains("r6 = 0x");
    assertThat(session("n 9999; p $pc; list kind; list nowhere; list 9999"))
        .contains("has returned 0x2 after", "error: the program is at its end");
    assertThat(session("list kind; list nowhere; list 9999"))
        .containsPattern("=> 8\t")
        .contains("no instruction at 'nowhere'", "the source has no line 9999");
  }

  @Test
  void goesToPlacesAndShowsWhatIsWanted() {
    String out =
        session(
            "advance 21; until kind; display r1; si; undisplay; si; list; list 13; disas; rsi; info"
                + " line; info locals; info frame; info foo; c; list; info line; p r0; info"
                + " registers");
    assertThat(out)
        .contains("prog.c:21:", "r1 = 0x8\t8", "nothing is displayed", "=> 9\t", "   13\tSEC")
        .contains("proto = 8\n", "error: info registers, locals, breakpoints", "is at its end")
        .contains("r0 = 0x2\t2", "r0   0x2\t2");
  }
}
