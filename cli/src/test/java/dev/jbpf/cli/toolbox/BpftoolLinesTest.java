package dev.jbpf.cli.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.CommandRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole command lines of bpftool, typed the same to jbpf: the same JSON comes out. */
@KernelTest
class BpftoolLinesTest {
  private static final int ATTEMPTS = 10;

  @TempDir Path folder;

  private void onMachine(LoadedMachine.Use use) throws Exception {
    LoadedMachine.in(folder, use);
  }

  private static CommandRun jbpf(String line) {
    return CommandRun.jbpf("", line.split(" "));
  }

  /** All of a kind change while they are read where another build runs: then they are again. */
  private static void compareAll(String line) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        compare(line);
        return;
      } catch (AssertionError e) {
        // Something came or went between the two.
      }
    }
    compare(line);
  }

  private static void compare(String line) {
    CommandRun run = jbpf(line);
    assertThat(run.code()).as("%s: %s", line, run.err()).isZero();
    String theirs = Tool.named("bpftool").succeed((Object[]) line.split(" "));
    Object ours = JsonTree.parse(run.out());
    Object other = JsonTree.parse(theirs);
    assertThat(ours).as(line).hasSameClassAs(other);
    assertThat(JsonTree.assertAgree(line, ours, other)).as(line).isPositive();
  }

  @Test
  void sameLines() throws Exception {
    onMachine(
        (machine, group) -> {
          String typed = machine.map("typed");
          String key = "key 7 0 0 0 80 0 0 0";
          CommandRun.jbpf(
              "",
              "map",
              "update",
              typed,
              "key",
              "{\"pid\": 7, \"port\": 80}",
              "value",
              "{\"comm\": \"cat\"}");
          Files.writeString(folder.resolve("packet"), "0123456789abcdefghij");
          Files.writeString(
              folder.resolve("batch"),
              "# what is there\nmap show id %1$s\n\nmap lookup \\\nid %1$s %2$s # quoted: 'x'\n"
                  .formatted(typed, key));
          for (String line :
              List.of(
                  "-j prog show id " + machine.program("rtp"),
                  "--json prog show name rtp",
                  "-d -j map show id " + typed,
                  "-jp map show id " + typed,
                  "-dj map show id " + typed,
                  "-p map dump id " + typed,
                  "-j map getnext id " + typed,
                  "-j map lookup id %s %s".formatted(typed, key),
                  "-j map lookup id %s key hex 7 0 0 0 50 0 0 0".formatted(typed),
                  "-j btf dump map id " + typed,
                  "-j btf dump map id " + typed + " key",
                  "-j btf dump map id " + typed + " value",
                  "-j btf dump map id " + typed + " all",
                  "-j link show",
                  "-j p s i " + machine.program("rtp"),
                  "-j m d n typed",
                  "-j m l i " + typed,
                  "-j bt d m i " + typed + " va",
                  "-j map loo id %s %s".formatted(typed, key),
                  "-j batch file " + folder.resolve("batch"))) {
            compare(line);
          }
          List.of("-j l s", "-j c t", "-j cgroup tree").forEach(BpftoolLinesTest::compareAll);
          String dumped = machine.program("rtp");
          assertThat(jbpf("-j p d x i " + dumped + " op").out())
              .isEqualTo(jbpf("-j prog dump xlated id " + dumped + " opcodes").out())
              .contains("opcodes");
          String run = "-j prog run id %s data_in %s data_out - repeat 1";
          String filter = machine.program("filter_with_a_long_name");
          compare(run.formatted(filter, folder.resolve("packet")));
        });
  }

  @Test
  void textThatBehindItsEndHasMore() throws Exception {
    onMachine(
        (machine, group) -> {
          String typed = machine.map("typed");
          String key = " key 7 0 0 0 80 0 0 0 ";
          int size =
              Integer.parseInt(
                  JsonTree.parse(jbpf("-j map show " + typed).out())
                      .toString()
                      .replaceFirst(".*bytes_value=(\\d+).*", "$1"));
          String letters = "99 97 116 0 120 121 ".repeat(size).lines().findFirst().orElseThrow();
          String value = String.join(" ", List.of(letters.split(" ")).subList(0, size));
          assertThat(jbpf("map update " + typed + key + "value " + value).code()).isZero();
          compare("-j map lookup id " + typed + key.stripTrailing());
        });
  }

  @Test
  void whatFailsIsTold() throws Exception {
    onMachine(
        (machine, group) -> {
          assertThat(jbpf("map delete " + machine.map(".bss") + " key 0 0 0 0").err())
              .startsWith("error: keys of map")
              .contains("cannot be deleted");
          assertThat(jbpf("map dump " + machine.map("queue")).err()).contains("has no keys");
          Files.writeString(folder.resolve("batch"), "map show nowhere\nmap list\n");
          CommandRun batch = jbpf("batch file " + folder.resolve("batch"));
          assertThat(batch.code()).isEqualTo(1);
          assertThat(batch.err()).contains("batch:1: this command failed");
          assertThat(batch.out()).isEmpty();
          Files.writeString(folder.resolve("batch"), "map show 'nowhere\n");
          assertThat(jbpf("batch " + folder.resolve("batch")).err())
              .contains("batch:1: the quote ' does not end in this line");
        });
  }

  private static final List<String> OBJECTS =
      List.of("prog", "map", "link", "cgroup", "perf", "net", "feature", "btf", "gen", "iter");

  /** Every beginning of every object's name is what bpftool takes it for. */
  @Test
  void shortenedObjects() {
    Map<String, String> theirs = new HashMap<>();
    OBJECTS.forEach(object -> theirs.put(theirHelp(object), object));
    for (String object : OBJECTS) {
      for (int length = 1; length < object.length(); length++) {
        String word = object.substring(0, length);
        String meant = theirs.get(theirHelp(word));
        if (meant != null) { // b is batch, which has no help
          assertThat(jbpf(word + " help").out())
              .as(word)
              .startsWith("Usage: jbpf " + meant.replaceFirst("^feature$", "features") + " ");
        }
      }
    }
    assertThat(jbpf("prob").err()).contains("did you mean 'prog'?");
  }

  /** Without the object, which it repeats as it was typed. */
  private static String theirHelp(String word) {
    return Tool.named("bpftool").run(word, "help").output().replaceAll("bpftool \\w+", "bpftool");
  }

  @Test
  void helpAndVersion() {
    for (String object : List.of("prog", "map", "net", "feature", "struct_ops", "iter")) {
      assertThat(jbpf(object + " help").out()).startsWith("Usage: jbpf " + object);
      assertThat(jbpf("-j " + object + " help").code()).isZero();
    }
    assertThat(jbpf("version").out()).startsWith("jbpf ");
    assertThat(jbpf("-n -f feature list_builtins map_types").out()).startsWith("hash\n");
  }
}
