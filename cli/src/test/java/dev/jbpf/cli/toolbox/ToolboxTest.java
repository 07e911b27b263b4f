package dev.jbpf.cli.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.CommandRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands on the kernel's objects do, and say of what is wrong. */
@KernelTest
class ToolboxTest {
  private static final String PROGRAM = ".section socket\nfilter: r0 = 7\nexit\n";

  @TempDir Path folder;

  private void onMachine(LoadedMachine.Use use) throws Exception {
    LoadedMachine.in(folder, use);
  }

  private static CommandRun jbpf(String... words) {
    return CommandRun.jbpf("", words);
  }

  private static String done(String... words) {
    CommandRun run = jbpf(words);
    assertThat(run.code()).as("%s: %s", List.of(words), run.err()).isZero();
    return run.out();
  }

  private static String done(String line) {
    return done(line.split(" "));
  }

  @Test
  void mapsAreChanged() throws Exception {
    onMachine(
        (machine, group) -> {
          String recent = machine.map("recent");
          done("map", "update", recent, "key", "5", "value", "0x10");
          assertThat(done("map", "lookup", recent, "key", "5")).containsPattern("5 +16");
          assertThat(jbpf("map", "update", recent, "key", "5", "value", "1", "noexist"))
              .matches(run -> run.code() == 1)
              .matches(run -> run.err().contains("has that key already"));
          done("map", "update", recent, "key", "hex", "05000000", "value", "1", "0", "0", "0");
          assertThat(done("map", "dump", recent)).containsPattern("5 +1\n").contains("1 entry");
          done("map", "delete", recent, "key", "5");
          assertThat(jbpf("map", "delete", recent, "5").err()).contains("has no such key");
          assertThat(jbpf("map", "update", recent, "key", "-1", "value", "1").err())
              .contains("the key: -1 does not fit in 32 bits");
          String queue = machine.map("queue");
          done("map", "push", queue, "value", "7");
          done("map", "push", queue, "value", "8");
          assertThat(done("map", "peek", queue)).contains(" 07 00 00 00\n");
          assertThat(done("map", "pop", queue)).contains(" 07 00 00 00\n");
          assertThat(done("map", "pop", queue, "--json")).contains("\"value\":[\"0x08\",");
          assertThat(jbpf("map", "pop", queue))
              .matches(run -> run.code() == 1)
              .matches(run -> run.err().contains("is empty"));
          assertThat(jbpf("map", "peek", machine.map("tails")))
              .matches(run -> run.code() == 2)
              .matches(run -> run.err().contains("is no queue and no stack"));
          assertThat(jbpf("map", "pin", queue, "/tmp/queue"))
              .matches(run -> run.code() == 3)
              .matches(run -> run.err().contains("Pin in an empty folder, or under /sys/fs/bpf"));
          String tails = machine.map("tails");
          done("map", "update", tails, "key", "1", "value", "id", machine.program("call"));
          assertThat(done("map", "dump", tails)).contains("01 00 00 00").contains("1 entry");
          done("map", "freeze", recent);
          assertThat(jbpf("map", "update", recent, "key", "5", "value", "1"))
              .matches(run -> run.code() == 3)
              .matches(run -> run.err().contains("EPERM"));
        });
  }

  @Test
  void histogramsAreDrawn() throws Exception {
    onMachine(
        (machine, group) -> {
          String sizes = machine.map("sizes");
          done("map", "update", sizes, "key", "3", "value", "10");
          done("map", "update", sizes, "key", "4", "value", "5");
          assertThat(done("map", "dump", sizes, "--histogram", "bytes"))
              .contains("bytes ")
              .containsPattern(" 4 -> 7 +: 10 +\\|\\*{40}\\|")
              .containsPattern(" 8 -> 15 +: 5 +\\|\\*{20} +\\|");
          assertThat(done("map", "dump", sizes, "--histogram", "--json"))
              .isEqualToIgnoringNewLines(
                  "[{\"slot\":3,\"from\":4,\"to\":7,\"count\":10},"
                      + "{\"slot\":4,\"from\":8,\"to\":15,\"count\":5}]");
          assertThat(done("map", "dump", sizes, "--watch", "0.01", "--times", "3").split("KEY"))
              .hasSize(4);
        });
  }

  @Test
  void programsAreMeasuredAndRun() throws Exception {
    onMachine(
        (machine, group) -> {
          String id = machine.program("filter_with_a_long_name");
          assertThat(done("prog", "run", id, "--repeat", "5", "--json"))
              .startsWith("{\"retval\":" + (('j' * 3) + 42) + ",\"duration\":");
          assertThat(done("prog", "show", "name", "filter_with_a_long_name"))
              .contains("filter_with_a_long_name");
          assertThat(jbpf("prog", "profile", machine.program("rtp"), "cycles").err())
              .contains("'cycles': only time and runs are measured here; ");
          assertThat(done("prog", "profile", machine.program("rtp"), "--seconds", "0.3", "--json"))
              .matches("\\[\\{\"id\":\\d+,\"name\":\"rtp\",\"run_cnt\":[1-9].*\n");
          assertThat(done("prog", "dump", "jited", id, "--json")).contains("bpf_prog_");
          Path code = folder.resolve("code");
          done("prog", "dump", "xlated", id, "--file", code.toString());
          assertThat(Files.size(code) % 8).isZero();
        });
  }

  @Test
  void linksAreDetached() throws Exception {
    onMachine(
        (machine, group) -> {
          List<String> links = new ArrayList<>(machine.links());
          String all = done("link", "list", "--json");
          assertThat(all).contains("\"target_name\":\"task\"", "\"prio\":7");
          String cgroup = null;
          for (String link : links) {
            cgroup = done("link", "show", link).contains(" cgroup ") ? link : cgroup;
          }
          done("link", "detach", cgroup);
          assertThat(done("link", "show", cgroup, "--json")).contains("\"cgroup_id\":0");
        });
  }

  @Test
  void whatIsPinnedIsFound() throws Exception {
    Path file = Files.writeString(folder.resolve("p.s"), PROGRAM);
    Path mount = Files.createDirectory(folder.resolve("fs"));
    try (Bpffs bpffs = Bpffs.mount(mount)) {
      String pin = bpffs.path("filter").toString();
      done("prog", "load", file.toString(), pin);
      assertThat(done("prog", "show", pin, "--json")).contains("\"pinned\":[\"" + pin + "\"]");
      assertThat(Tool.named("bpftool").succeed("prog", "show", "pinned", pin)).contains("filter");
      assertThat(done("prog", "run", "pinned", pin)).startsWith("returned 7 ");
      String second = bpffs.path("second").toString();
      done("prog", "pin", pin, second);
      assertThat(done("prog", "show", second)).contains(pin).contains(second);
      assertThat(jbpf("map", "show", pin))
          .matches(run -> run.code() == 1)
          .matches(run -> run.err().contains("is no map but a program"));
      Path iterator =
          Files.writeString(folder.resolve("i.s"), ".section iter/task\ni: r0 = 0\nexit\n");
      String tasks = bpffs.path("tasks").toString();
      done("iter", "pin", iterator.toString(), tasks);
      assertThat(done("link", "show", tasks)).contains("target_name task");
    }
  }

  @Test
  void mapsAreMade() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("made"));
    try (Bpffs bpffs = Bpffs.mount(mount)) {
      String ports = bpffs.path("ports").toString();
      done("map create %s type hash key 4 value 8 entries 16 name ports flags 1".formatted(ports));
      assertThat(Tool.named("bpftool").succeed("map", "show", "pinned", ports))
          .contains("hash  name ports  flags 0x1", "key 4B  value 8B  max_entries 16");
      String outer = bpffs.path("outer").toString();
      done(
          ("map create %s type array_of_maps key 4 value 4 entries 2 name outer"
                  + " inner_map pinned %s")
              .formatted(outer, ports));
      done("map update %s key 1 value pinned %s".formatted(outer, ports));
      assertThat(jbpf("map", "create", ports, "type", "hash", "key", "4").err())
          .contains("say the map's name");
      assertThat(jbpf("map", "create", ports, "type", "hsah", "name", "x").err())
          .contains("no type of maps is called 'hsah'");
    }
  }

  @Test
  void whatIsNotThereIsTold() {
    assertThat(jbpf("prog", "show", "4294967295"))
        .matches(run -> run.code() == 1)
        .matches(run -> run.err().equals("error: there is no program number 4294967295\n"));
    assertThat(jbpf("prog", "show", "no_such_program").err())
        .contains("there is no program named 'no_such_program'");
    assertThat(jbpf("map", "dump", "/sys/fs/bpf/no/such").err())
        .isEqualTo("error: nothing is pinned as /sys/fs/bpf/no/such\n");
    assertThat(jbpf("map", "show", "tag", "0123456789abcdef").code()).isEqualTo(2);
    assertThat(jbpf("btf", "dump", "vmlinux", "--type", "task_strct").err())
        .contains("did you mean 'task_struct'?");
    assertThat(jbpf("net", "--dev", "nowhere").err()).contains("no network interface nowhere");
    assertThat(jbpf("prog").code()).isEqualTo(2);
  }

  @Test
  void typesAsCAndAsJava() throws Exception {
    String object = LoadedMachine.compile(folder).toString();
    assertThat(done("btf", "dump", object, "format", "c", "--type", "value"))
        .contains("\tenum state state;\n", "\tunsigned char flags: 3;\n")
        .doesNotContain("struct key");
    done("btf", "dump", "file", object, "-f", "java", "--type", "key", "-o", folder.toString());
    assertThat(Files.readString(folder.resolve("Key.java"))).contains("class Key").contains("PORT");
    assertThat(done("btf", "dump", object)).contains("[1] ").contains("INT 'int' size=4");
  }

  @Test
  void theMachine() {
    assertThat(done("doctor")).containsPattern("load programs, make maps +yes +permitted");
    assertThat(done("doctor", "--json")).contains("\"state\":\"good\"");
    Object theirs =
        JsonTree.parse(
            withoutTargets(Tool.named("bpftool").succeed("-j", "feature", "probe", "kernel")));
    // Of types that need a function of the kernel's, each tries another.
    Object ours = JsonTree.parse(withoutTargets(done("features", "--json")));
    assertThat(JsonTree.assertAgree("features", ours, theirs)).isGreaterThan(90);
    assertThat(done("feature", "probe", "unprivileged"))
        .containsPattern("have_kprobe_prog_type +no");
    assertThat(done("features"))
        .containsPattern("have_hash_map_type +yes")
        .containsPattern("have_kprobe_prog_type +yes");
    assertThat(done("struct_ops")).startsWith("ID");
    assertThat(done("perf", "--json")).startsWith("[");
  }

  private static String withoutTargets(String features) {
    return features.replaceAll(
        "(have_(tracing|struct_ops|ext|lsm)_prog_type\":)(true|false)", "$1false");
  }

  @Test
  void whatProgramsPrint() throws Exception {
    String source =
        """
        .section raw_tracepoint/sys_enter
        p:
          r1 = 0x6c6c6577 ll
          *(u64 *)(r10 - 8) = r1
          r1 = r10
          r1 += -8
          r2 = 5
          call trace_printk
          r0 = 0
          exit
        """;
    Path file = Files.writeString(folder.resolve("print.s"), source);
    Thread printing =
        new Thread(
            () ->
                jbpf(
                    "load",
                    file.toString(),
                    "--attach",
                    "raw_tracepoint:sys_enter",
                    "--seconds",
                    "4"));
    printing.start();
    String lines = done("trace", "--lines", "3000", "--seconds", "3"); // others print, too
    printing.interrupt();
    printing.join();
    assertThat(lines.lines()).anyMatch(line -> line.endsWith("bpf_trace_printk: well"));
  }
}
