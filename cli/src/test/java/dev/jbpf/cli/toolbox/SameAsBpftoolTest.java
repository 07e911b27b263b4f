package dev.jbpf.cli.toolbox;

import static dev.jbpf.cli.toolbox.JsonTree.assertAgree;
import static dev.jbpf.cli.toolbox.JsonTree.byId;
import static dev.jbpf.cli.toolbox.JsonTree.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.CommandRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same machine, as jbpf and as bpftool see it: equal wherever both tell of something. */
@KernelTest
class SameAsBpftoolTest {
  @TempDir Path folder;

  private void onMachine(LoadedMachine.Use use) throws Exception {
    LoadedMachine.in(folder, use);
  }

  private static Object ours(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--json");
    CommandRun run = CommandRun.jbpf("", all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return parse(run.out());
  }

  private static Object theirs(String... words) {
    Object[] all = Stream.concat(Stream.of("-j"), Stream.of(words)).toArray();
    return parse(Tool.named("bpftool").succeed(all));
  }

  private static int compared(Set<String> ids, String... words) {
    Map<String, Object> ours = byId(ours(words), ids::contains);
    assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    return assertAgree(String.join(" ", words), ours, byId(theirs(words), ids::contains));
  }

  @Test
  void programsMapsLinksAndTypes() throws Exception {
    onMachine(
        (machine, group) -> {
          assertThat(machine.programs()).hasSize(12);
          assertThat(compared(machine.programs(), "prog", "list")).isGreaterThan(130);
          assertThat(compared(machine.maps(), "map", "list")).isGreaterThan(90);
          assertThat(machine.links()).hasSize(9);
          assertThat(compared(machine.links(), "link", "list")).isGreaterThan(30);
          String types = types(machine);
          Object one = byId(ours("btf", "list"), types::equals);
          assertAgree("btf list", sorted(one), sorted(byId(theirs("btf", "list"), types::equals)));
        });
  }

  private static String types(LoadedMachine machine) {
    Object program = byId(ours("prog", "list"), machine.program("drop")::equals);
    return (String) ((Map<?, ?>) ((Map<?, ?>) program).values().iterator().next()).get("btf_id");
  }

  /** Which program uses types first is nobody's business. */
  private static Object sorted(Object tree) {
    if (tree instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).sorted().toList();
    } else if (tree instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new java.util.LinkedHashMap<>();
      map.forEach((name, value) -> copy.put(name, sorted(value)));
      return copy;
    }
    return tree;
  }

  @Test
  void networkAndControlGroups() throws Exception {
    onMachine(
        (machine, group) -> {
          Tool.named("tc").succeed("qdisc", "add", "dev", "in", "clsact");
          Object net = ((List<?>) ours("net", "list")).get(0);
          Object other = ((List<?>) theirs("net", "list")).get(0);
          assertAgree("xdp", ((Map<?, ?>) net).get("xdp"), ((Map<?, ?>) other).get("xdp"));
          assertThat(((Map<?, ?>) net).get("xdp").toString())
              .contains(machine.program("drop"), "generic");
          assertThat(((Map<?, ?>) net).get("tc").toString())
              .contains("tcx/ingress", "prog_id=" + machine.program("classify"));
          assertThat(((Map<?, ?>) net).get("netfilter").toString())
              .contains("id=" + machine.program("nf"), "prio=7");
          String folder = group.toString();
          assertThat(
                  assertAgree(
                      "cgroup", ours("cgroup", "show", folder), theirs("cgroup", "show", folder)))
              .isGreaterThan(8);
          assertAgree("tree", ours("cgroup", "tree", folder), theirs("cgroup", "tree", folder));
        });
  }

  @Test
  void entriesOfMaps() throws Exception {
    onMachine(
        (machine, group) -> {
          String typed = machine.map("typed");
          update(typed, "{\"pid\": 7, \"port\": 80}", VALUE);
          update(typed, "{\"pid\": 8, \"proto\": 6}", "{\"state\": -3, \"on\": true}");
          for (String name : List.of("typed", "percpu", "recent", ".data", ".bss", ".rodata")) {
            String id = machine.map(name);
            Object mine = ours("map", "dump", id);
            assertAgree(name, mine, theirs("map", "dump", "id", id));
          }
          assertThat(ours("map", "dump", machine.map(".data")).toString())
              .contains("value={.data=[{seen=42}]}");
          Object found = ours("map", "lookup", typed, "key", "{\"pid\": 7, \"port\": 80}");
          assertThat(
                  assertAgree(
                      "typed",
                      found,
                      theirs(
                          "map", "lookup", "id", typed, "key", "7", "0", "0", "0", "80", "0", "0",
                          "0")))
              .isGreaterThan(70);
          assertThat(found.toString()).contains("comm=cat, inner={low=-2, flags=0x5, more=0x1f}");
        });
  }

  private static final String VALUE =
      "{\"count\": 18446744073709551615, \"delta\": -5, \"state\": \"BUSY\", \"comm\": \"cat\","
          + " \"inner\": {\"low\": -2, \"flags\": 5, \"more\": \"0x1f\"}, \"\": {\"word\": 258},"
          + " \"on\": true, \"where\": \"0xffff888000000000\", \"pair\": [{\"low\": 1}]}";

  private static void update(String map, String key, String value) {
    CommandRun run = CommandRun.jbpf("", "map", "update", map, "key", key, "value", value);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void instructionsAndTheirSource() throws Exception {
    onMachine(
        (machine, group) -> {
          for (String id : machine.programs()) {
            List<?> mine = (List<?>) ours("prog", "dump", "xlated", id, "opcodes");
            List<?> other = (List<?>) theirs("prog", "dump", "xlated", "id", id, "opcodes");
            assertThat(mine).hasSameSizeAs(other);
            for (int i = 0; i < mine.size(); i++) {
              compareInstructions((Map<?, ?>) mine.get(i), (Map<?, ?>) other.get(i));
            }
          }
        });
  }

  private static void compareInstructions(Map<?, ?> one, Map<?, ?> two) {
    assertThat(one.get("src")).as("line of %s", one).isEqualTo(two.get("src"));
    assertThat(bare(one.get("proto"))).isEqualTo(bare(two.get("proto")));
    assertThat(one.get("opcodes")).isEqualTo(two.get("opcodes"));
    // This bpftool does not know what is of one processor.
    assertThat(
            one.get("disasm").toString().replaceFirst("&\\(void __percpu \\*\\)\\((.*)\\)", "$1"))
        .isEqualTo(two.get("disasm"));
  }

  private static String bare(Object text) {
    return String.valueOf(text).replace(" ", "");
  }

  /** Every type that this kernel has. */
  @Test
  void rawTypes() {
    Object mine = ours("btf", "dump", "vmlinux");
    int compared = assertAgree("btf", mine, theirs("btf", "dump", "id", "1"));
    assertThat(compared).isGreaterThan(500_000);
  }
}
