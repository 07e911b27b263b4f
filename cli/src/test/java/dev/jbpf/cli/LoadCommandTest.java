package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {
  private static final String COUNTER =
      """
      .map counts, type=array, key=4, value=8, max_entries=2
      .section tracepoint/syscalls/sys_enter_close
      count:
        *(u32 *)(r10 - 4) = 0
        r2 = r10
        r2 += -4
        r1 = counts ll
        call map_lookup_elem
        if r0 == 0 goto out
        r1 = 1
        lock *(u64 *)(r0 + 0) += r1
        r0 = 0
      out:
        exit
      """;

  private static final String NOTHING = "r0 = 0\nexit\n";

  private static final String RAW = "raw_tracepoint:sched_process_exit";

  @TempDir Path folder;

  @KernelTest
  @Test
  void tellsWhatItLoaded() {
    CommandRun run = CommandRun.jbpf(NOTHING, "load", "-", "--attach", RAW, "--seconds", "1");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches("PROGRAM +SECTION +TYPE +ID +ATTACHED TO");
    assertThat(lines.get(1)).matches("\\w+ +\\.text +raw_tracepoint +\\d+ +raw tracepoint .*exit");
  }

  @KernelTest
  @Test
  void leavesWhatItPinned() {
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      String pins = bpffs.path("pins").toString();
      CommandRun run = CommandRun.jbpf(COUNTER, "load", "-", "--pin", pins, "--json");
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .matches(
              "\\{\"programs\":\\[\\{\"name\":\"count\",.*\"type\":\"tracepoint\",\"id\":\\d+,"
                  + "\"attached\":\\[\"tracepoint syscalls/sys_enter_close\"]}],\"maps\":\\["
                  + "\\{\"name\":\"counts\",\"type\":\"array\",\"id\":\\d+,\"key_size\":4,"
                  + "\"value_size\":8,\"max_entries\":2}]}\n");
      for (String pin : List.of("programs/count", "maps/counts", "links/count")) {
        assertThat(bpffs.path("pins").resolve(pin)).exists();
      }
      assertThat(CommandRun.jbpf(COUNTER, "load", "-", "--pin", pins).err())
          .startsWith("error: cannot pin ")
          .contains("EEXIST");
    }
  }

  @KernelTest
  @Test
  void withoutAPlaceNothingIsAttached() {
    String xdp = ".section xdp\npass:\nr0 = 2\nexit\n";
    CommandRun run = CommandRun.jbpf(xdp, "load", "-", "--seconds", "1");
    assertThat(run.out()).containsPattern("pass +xdp +xdp +\\d+ +nothing");
  }

  @KernelTest
  @Test
  void theVerifiersReasonIsPrinted() {
    CommandRun run = CommandRun.jbpf("exit\n", "load", "-", "--attach", RAW);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("error[verifier]: R0 !read_ok");
  }

  @KernelTest
  @Test
  void theVerifiersLogIsPrintedIfAsked() {
    CommandRun run =
        CommandRun.jbpf(NOTHING, "load", "-", "--attach", RAW, "--seconds", "1", "--log", "stats");
    assertThat(run.err()).contains("processed 2 insns");
  }

  @Test
  void errorsOfTheSourceAreShown() {
    CommandRun run = CommandRun.jbpf("mvo r0, 1\nexit\n", "load", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("<stdin>:1:1: error").contains("mov");
  }

  @Test
  void wrongUseIsTold() {
    assertThat(CommandRun.jbpf(NOTHING, "load", "-", "--attach", "xpd:lo"))
        .matches(run -> run.code() == 2)
        .matches(run -> run.err().contains("no place is named 'xpd'; did you mean 'xdp'?"));
    assertThat(CommandRun.jbpf(NOTHING, "load", "-", "--attach", "other=" + RAW).err())
        .contains("has no program 'other'");
    assertThat(CommandRun.jbpf(NOTHING, "load", "-", "--attach", RAW, "--seconds", "0").err())
        .contains("--seconds: must be 1 or more");
    assertThat(CommandRun.jbpf("", "load", "/nowhere.o").code()).isEqualTo(2);
    String two = ".section xdp\na:\nr0=1\nexit\n.section tc\nb:\nr0=0\nexit\n";
    assertThat(CommandRun.jbpf(two, "load", "-", "--attach", "xdp:lo").err())
        .contains("say which program, NAME=PLACE; there are [a, b]");
  }
}
