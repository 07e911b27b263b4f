package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(CommandRun.jbpf(NOTHING, "load", "-", "--attach", RAW, "--seconds", "-1").err())
        .contains("--seconds: must be 0 or more");
    assertThat(CommandRun.jbpf(NOTHING, "load", "-", "--verify", "--pin", "/sys/fs/bpf/x"))
        .matches(run -> run.code() == 2)
        .matches(run -> run.err().contains("--pin: of programs that are only verified"));
    assertThat(CommandRun.jbpf("", "load", "/nowhere.o").code()).isEqualTo(2);
    String two = ".section xdp\na:\nr0=1\nexit\n.section tc\nb:\nr0=0\nexit\n";
    assertThat(CommandRun.jbpf(two, "load", "-", "--attach", "xdp:lo").err())
        .contains("say which program, NAME=PLACE; there are [a, b]");
  }

  private static final String TWO =
      """
      .map m, type=hash, key=4, value=8, max_entries=1
      .section socket
      good:
      r0 = 0
      exit
      .section freplace/whatever
      bad:
      r0 = 0
      exit
      .section ?xdp
      later:
      r0 = 2
      exit
      """;

  @DisplayName("O17: --skip and --only, which the message of a program that cannot load names")
  @KernelTest
  @Test
  void programsCanBeChosen() {
    CommandRun all = CommandRun.jbpf(TWO, "load", "-", "--verify");
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.err()).contains("program 'bad'").contains("jbpf load --skip NAME");
    CommandRun rest = CommandRun.jbpf(TWO, "load", "-", "--verify", "--skip", "bad");
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(rest.out()).contains("good").doesNotContain("bad").doesNotContain("later");
    CommandRun alone =
        CommandRun.jbpf(TWO, "load", "-", "--verify", "--only", "later", "--only", "good");
    assertThat(alone.code()).as(alone.err()).isZero();
    assertThat(alone.out()).contains("good").contains("later").doesNotContain("bad");
    CommandRun none = CommandRun.jbpf(TWO, "load", "-", "--skip", "bda");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("did you mean 'bad'?");
  }

  @DisplayName("O17: a program that was left out is attached nowhere, which is said")
  @ParameterizedTest
  @ValueSource(strings = {"--only=good", "--skip=later"})
  void whatIsLeftOutIsNotAttached(String choice) {
    CommandRun run = CommandRun.jbpf(TWO, "load", "-", choice, "--attach", "later=xdp:lo");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--attach: program 'later' in section ?xdp is not among those that --only and");
  }

  @DisplayName("O17: verified only, by a switch or by no time")
  @KernelTest
  @ParameterizedTest
  @ValueSource(strings = {"--verify", "--seconds=0"})
  void programsCanBeVerifiedOnly(String option) {
    CommandRun run = CommandRun.jbpf(COUNTER, "load", "-", option);
    assertThat(run.code()).isZero();
    assertThat(run.out()).containsPattern("count +tracepoint/.* nothing");
    assertThat(run.err()).isEqualTo("Accepted; nothing stays loaded.\n");
    CommandRun refused = CommandRun.jbpf(".section socket\np:\nexit\n", "load", "-", option);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("R0 !read_ok").contains("program 'p' in section socket");
  }

  @DisplayName("O4: a program that is loaded only if asked for is named")
  @KernelTest
  @Test
  void optionalProgramsAreNamed() {
    String text = ".section socket\np:\nr0 = 1\nexit\n.section ?xdp\nlater:\nr0 = 2\nexit\n";
    CommandRun run = CommandRun.jbpf(text, "load", "-", "--verify");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("note: program 'later' in section ?xdp is loaded only if asked for: --only later")
        .doesNotContain("'p'");
    assertThat(CommandRun.jbpf(text, "load", "-", "--verify", "--only", "later").err())
        .doesNotContain("note");
    CommandRun attached =
        CommandRun.jbpf(text, "load", "-", "--verify", "--attach", "later=xdp:lo");
    assertThat(attached.out()).as(attached.err()).contains("later").containsPattern("p +socket");
  }

  @DisplayName("O17: --verify leaves no map that is pinned by its name; others are told of")
  @KernelTest
  @Test
  void pinsOfMaps() throws IOException {
    String name = "jbpf_pin_" + ProcessHandle.current().pid();
    String text = COUNTER.replace("counts", name).replace("max_entries=2", "max_entries=2, pinned");
    Path file = Path.of("/sys/fs/bpf", name);
    assertThat(CommandRun.jbpf(text, "load", "-", "--verify").err())
        .isEqualTo("Accepted; nothing stays loaded.\n");
    assertThat(file).doesNotExist();
    try {
      CommandRun run = CommandRun.jbpf(text, "load", "-", "--seconds", "1");
      assertThat(run.err()).isEqualTo("note: map '" + name + "' stays pinned: " + file + "\n");
      assertThat(file).exists();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @DisplayName("O13: --max-entries, which the message of a map without entries names")
  @KernelTest
  @Test
  void mapsCanBeSized() {
    String text = TWO.replace(", max_entries=1", ", max_entries=0");
    CommandRun run = CommandRun.jbpf(text, "load", "-", "--verify", "--only", "good");
    assertThat(run.err()).contains("map 'm' has 0 entries").contains("--max-entries m=N");
    assertThat(run.code()).isEqualTo(1);
    CommandRun sized =
        CommandRun.jbpf(text, "load", "-", "--verify", "--only", "good", "--max-entries", "m=77");
    assertThat(sized.out()).containsPattern("m +hash +\\d+ +4 +8 +77");
  }

  @DisplayName("R17: --log of a program that is rejected")
  @KernelTest
  @Test
  void theLogOfARejectedProgram() {
    String source = ".section socket\np:\nr1 = 5\nr0 = *(u64 *)(r1 + 0)\nexit\n";
    CommandRun run = CommandRun.jbpf(source, "load", "-", "--log", "verbose");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("0: (b7) r1 = 5").contains("processed 2 insns");
    assertThat(CommandRun.jbpf(source, "load", "-").err()).doesNotContain("processed");
  }

  @DisplayName("R15: an interface that is deleted is told, and ends the waiting")
  @KernelTest
  @ParameterizedTest
  @ValueSource(strings = {"xdp:IF:generic", "tc:IF:ingress"})
  void interfacesMayGo(String place) throws Exception {
    String name = "jo" + ProcessHandle.current().pid();
    Tool ip = Tool.named("ip");
    ip.succeed("link", "add", name, "type", "veth", "peer", "name", name + "p");
    Thread deletion = new Thread(() -> deleteLater(ip, name));
    deletion.start();
    CommandRun run =
        CommandRun.jbpf(
            NOTHING, "load", "-", "--attach", place.replace("IF", name), "--seconds", "60");
    deletion.join();
    assertThat(run.err()).contains("is not attached any more to").contains(name);
    assertThat(run.code()).isEqualTo(1);
  }

  private static void deleteLater(Tool ip, String name) {
    try {
      Thread.sleep(4_000); // Until the program is there, on a machine that is busy, too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ip.succeed("link", "delete", name);
  }
}
