package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Command lines of random words, from those that the commands' help has. Whatever they say, there
 * is an exit code of the page, and where it is not 0 a reason on standard error.
 */
class CommandLineFuzzTest {
  private static final int LINES = Integer.getInteger("jbpf.fuzz.lines", 150);

  /** Nothing that reads for ever, starts a server, or runs what is elsewhere. */
  private static final Set<String> OBJECTS =
      Set.of(
          "asm",
          "verify",
          "run",
          "prog",
          "map",
          "link",
          "btf",
          "net",
          "cgroup",
          "perf",
          "struct_ops",
          "iter",
          "features",
          "doctor",
          "probe",
          "gen",
          "batch",
          "completion",
          "man",
          "load",
          "help",
          "version");

  private static final Set<String> ENDLESS =
      Set.of(
          "--watch",
          "--seconds",
          "--times",
          "--jsonl",
          "--lines",
          "--repeat",
          "repeat",
          "duration",
          "profile",
          "tracelog",
          "event_pipe",
          "--dap",
          "--plugin",
          "--helpers",
          "probe",
          "full",
          "vmlinux",
          "man",
          "stdin",
          "-o");

  private static final List<String> VALUES =
      List.of(
          "",
          "-",
          "--",
          "0",
          "1",
          "-1",
          "4294967296",
          "99999999999999999999",
          "0x",
          "zz",
          "id",
          "name",
          "tag",
          "pinned",
          "key",
          "value",
          "hex",
          "any",
          "nowhere",
          "/nowhere",
          "/dev/null",
          "dev",
          "lo",
          "type",
          "hash",
          "entries",
          "flags",
          "format",
          "c",
          "raw",
          "java",
          "map",
          "idx",
          "pinmaps",
          "xlated",
          "jited",
          "opcodes",
          "visual",
          "file",
          "multi",
          "xdp",
          "cgroup_inet_egress",
          "\u00e9\ud800",
          "a b",
          "{\"a\":",
          "'",
          "list_builtins",
          "helpers",
          "data_in",
          "ctx_out",
          "root_id",
          "kv",
          "cpu",
          "index",
          "macros",
          "prefix",
          "@",
          "@x",
          "=",
          "--type=",
          "--json=1",
          "-jp",
          "help",
          "0000000000000000");

  private static final Pattern OPTION = Pattern.compile("(?<![-\\w])(--?\\w[-\\w]*)");
  private static final Pattern VERB = Pattern.compile("(?m)^  (\\w+(?:, \\w+)*)  ");

  @TempDir Path folder;

  private final List<String> words = new ArrayList<>(VALUES);
  private final Map<String, List<String>> verbs = new TreeMap<>();

  private void gather() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String object : OBJECTS) {
      String help = CommandRun.jbpf("", object, "--help").out();
      OPTION.matcher(help).results().forEach(option -> found.add(option.group(1)));
      List<String> all =
          VERB.matcher(help)
              .results()
              .flatMap(match -> Arrays.stream(match.group(1).split(", ")))
              .filter(verb -> !ENDLESS.contains(verb))
              .toList();
      verbs.put(object, all);
      found.addAll(all);
    }
    words.addAll(found);
    words.removeAll(ENDLESS);
    Path source = Files.writeString(folder.resolve("p.s"), "r0 = 0\nexit\n");
    words.add(source.toString());
    words.add(Files.writeString(folder.resolve("bad"), "no such statement\n").toString());
    words.add(folder.toString());
  }

  @Test
  void everyLineEndsWithAReason() throws Exception {
    gather();
    assertThat(words).hasSizeGreaterThan(150).contains("--json", "lookup", "loadall");
    Random random = new Random(20260);
    List<String> objects = OBJECTS.stream().sorted().toList();
    for (int i = 0; i < LINES; i++) {
      List<String> line = new ArrayList<>();
      String object = objects.get(random.nextInt(objects.size()));
      line.add(object);
      if (!verbs.get(object).isEmpty() && random.nextInt(4) > 0) {
        line.add(verbs.get(object).get(random.nextInt(verbs.get(object).size())));
      }
      for (int count = random.nextInt(6); count > 0; count--) {
        line.add(words.get(random.nextInt(words.size())));
      }
      check(line);
    }
  }

  private void check(List<String> line) {
    CommandRun run;
    try {
      run = CommandRun.jbpf("", line.toArray(String[]::new));
    } catch (RuntimeException | Error e) {
      throw new AssertionError("jbpf " + line, e);
    }
    assertThat(run.code()).as("jbpf %s: %s", line, run.err()).isBetween(0, 4);
    assertThat(run.err()).as("jbpf %s", line).doesNotContain("\tat ", "Exception");
    if (run.code() != 0) {
      assertThat(run.err() + run.out()).as("jbpf %s", line).isNotBlank();
    }
  }
}
