package dev.jbpf.cli.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.CommandRun;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bpftool's own words do to the kernel, seen by bpftool. */
@KernelTest
class BpftoolWordsTest {
  private static final String PROGRAMS =
      """
      .map socks, type=sockmap, key=4, value=4, max_entries=4
      .map events, type=perf_event_array, key=4, value=4, max_entries=64
      .map counts, type=hash, key=4, value=8, max_entries=4
      .section xdp
      .globl drop
      drop: r0 = XDP_DROP
      exit
      .section tc
      .globl pass
      pass: r0 = 0
      exit
      .section cgroup_skb/egress
      .globl egress
      egress: r0 = 1
      exit
      .section sk_skb/stream_verdict
      .globl verdict
      verdict: r2 = socks ll
      r0 = 1
      exit
      .section socket
      .globl send
      send: r6 = r1
      r2 = counts ll
      *(u64 *)(r10 - 8) = 0x2a
      r1 = r6
      r2 = events ll
      w3 = -1
      r4 = r10
      r4 += -8
      r5 = 8
      call perf_event_output
      if r0 == 0 goto end
      r0 = 5
      end: exit
      """;

  @TempDir Path folder;

  private static CommandRun jbpf(String line) {
    return CommandRun.jbpf("", line.split(" "));
  }

  private static String done(String line, Object... words) {
    CommandRun run = jbpf(line.formatted(words));
    assertThat(run.code()).as("%s: %s", line, run.err()).isZero();
    return run.out();
  }

  private static String bpftool(String line, Object... words) {
    return Tool.named("bpftool").succeed((Object[]) line.formatted(words).split(" "));
  }

  /** Loads {@link #PROGRAMS} and gives them the names of their functions. */
  private interface Body {
    void with(Bpffs pins) throws Exception;
  }

  private void onPins(Body body) throws Exception {
    Path source = Files.writeString(folder.resolve("p.s"), PROGRAMS);
    Path mount = Files.createDirectory(folder.resolve("fs"));
    try (Bpffs pins = Bpffs.mount(mount)) {
      done("prog loadall %s %s pinmaps %s", source, pins.path("progs"), pins.path("maps"));
      body.with(pins);
    }
  }

  @Test
  void programsOfPlacesThatLast() throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          onPins(
              pins -> {
                String drop = "pinned " + pins.path("progs/drop");
                done("net attach xdpgeneric %s dev out", drop);
                assertThat(bpftool("net show dev out")).contains("out(", "generic id");
                assertThat(jbpf("net attach xdpgeneric " + drop + " dev out").err())
                    .contains("cannot attach", "EBUSY");
                done("net attach xdpgeneric %s dev out overwrite", drop);
                assertThat(done("net show dev out -j")).contains("\"mode\":\"generic\"");
                done("net detach xdpgeneric dev out");
                String tcx = "pinned " + pins.path("progs/pass") + " dev out";
                done("net attach tcx_egress " + tcx);
                assertThat(done("net list dev out -j")).contains("\"kind\":\"tcx/egress\"");
                done("net detach tcx_egress dev out");
                assertThat(done("net list dev out -j")).contains("\"tc\":[]");
                assertThat(jbpf("net detach tcx_egress dev out").err()).contains("ENOENT");
                assertThat(jbpf("net attach tcx_egress " + tcx + " overwrite").code()).isEqualTo(2);
                assertThat(bpftool("-j net show dev out")).contains("\"xdp\":[]");
              });
          return true;
        });
  }

  @Test
  void programsOfGroupsAndSockets() throws Exception {
    ControlGroup.call(
        group ->
            onPins(
                pins -> {
                  String egress = "pinned " + pins.path("progs/egress");
                  done("cgroup attach %s egress %s multi", group, egress);
                  assertThat(bpftool("cgroup show %s", group))
                      .containsPattern("cgroup_inet_egress +multi +egress");
                  assertThat(done("cgroup show %s effective", group)).contains("egress");
                  done("cgroup detach %s cgroup_inet_egress %s", group, egress);
                  assertThat(bpftool("-j cgroup show %s", group)).isBlank();
                  assertThat(jbpf("cgroup attach " + group + " egres " + egress).err())
                      .contains("did you mean");
                  assertThat(jbpf("cgroup attach " + group + " connect4 " + egress).err())
                      .contains("cannot attach", "EINVAL");
                  String sockets =
                      "pinned "
                          + pins.path("progs/verdict")
                          + " %s pinned "
                          + pins.path("maps/socks");
                  done("prog attach " + sockets.formatted("sk_skb_stream_verdict"));
                  bpftool("prog detach " + sockets.formatted("stream_verdict"));
                  done("prog attach " + sockets.formatted("stream_verdict"));
                  done("prog detach " + sockets.formatted("stream_verdict"));
                  assertThat(jbpf("prog detach " + sockets.formatted("stream_verdict")).err())
                      .contains("cannot detach");
                }));
  }

  @Test
  void keysAndEvents() throws Exception {
    onPins(
        pins -> {
          String counts = "pinned " + pins.path("maps/counts");
          assertThat(jbpf("map getnext " + counts).err()).contains("has no key behind that");
          done("map update %s key 7 value 1", counts);
          done("map update %s key 9 value 1", counts);
          assertThat(done("map getnext %s", counts)).isIn("07 00 00 00\n", "09 00 00 00\n");
          for (String key : List.of("07 00 00 00", "09 00 00 00")) {
            String behind = "map getnext " + counts + " key hex " + key;
            CommandRun ours = jbpf(behind + " -j");
            assertThat(ours.code() == 0 ? ours.out() : "{\"error\"")
                .startsWith(
                    Tool.named("bpftool")
                        .run((Object[]) ("-j " + behind).split(" "))
                        .output()
                        .substring(0, ours.code() == 0 ? 20 : 8));
          }
          Path reused = pins.path("again");
          Path source = folder.resolve("p.s");
          done("prog load %s %s --program send map name counts %s", source, reused, counts);
          assertThat(bpftool("-j prog show pinned %s", reused))
              .contains(
                  ""
                      + JsonTree.parse(bpftool("-j map show %s", counts))
                          .toString()
                          .replaceAll(".*id=(\\d+).*", "$1"));
          String events = "pinned " + pins.path("maps/events");
          Path load = pins.path("sender");
          done("prog load %s %s --program send map name events %s", source, load, events);
          Thread running = new Thread(() -> runUntilInterrupted(load));
          running.start();
          String sent = done("map event_pipe %s --seconds 1 -j", events);
          running.interrupt();
          running.join();
          assertThat(sent).contains("{\"data\":[\"0x2a\",\"0x00\"");
          Path first = pins.path("first");
          CommandRun alone = jbpf("prog load %s %s".formatted(source, first));
          assertThat(alone.err()).startsWith("note: drop is pinned, the first;");
          assertThat(bpftool("-j prog show pinned %s", first)).contains("\"name\":\"drop\"");
        });
  }

  private static void runUntilInterrupted(Path pin) {
    while (!Thread.currentThread().isInterrupted()) {
      jbpf("prog run pinned " + pin + " repeat 1");
    }
  }

  @Test
  void dumpsAndNames() throws Exception {
    onPins(
        pins -> {
          Path source = folder.resolve("p.s");
          String again = "prog loadall " + source + " %s pinmaps %s";
          CommandRun twice = jbpf(again.formatted(pins.path("other"), pins.path("maps")));
          assertThat(twice.err()).contains("EEXIST");
          assertThat(pins.path("other")).isEmptyDirectory();
          String send = "pinned " + pins.path("progs/send");
          assertThat(done("prog dump xlated %s visual", send)).startsWith("digraph");
          Path ours = folder.resolve("ours");
          Path theirs = folder.resolve("theirs");
          done("prog dump xlated %s file %s", send, ours);
          bpftool("prog dump xlated %s file %s", send, theirs);
          assertThat(ours).hasSameBinaryContentAs(theirs);
          assertThat(done("prog dump xlated %s opcodes linum", send)).contains("       b7 ");
          assertThat(jbpf("prog dump xlated " + send + " opcodez").err())
              .contains("what is 'opcodez' for?");
          assertThat(jbpf("prog dump jited " + send + " visual").err()).contains("has no graph");
          assertThat(jbpf("prog profile " + send + " duration 4294967295").err())
              .contains("'4294967295' is no number from 0 to 2147483647");
        });
    for (String group :
        List.of("prog_types", "map_types", "attach_types", "link_types", "helpers")) {
      List<?> known = (List<?>) JsonTree.parse(done("features list_builtins %s -j", group));
      List<?> theirs = (List<?>) JsonTree.parse(bpftool("-j feature list_builtins %s", group));
      assertThat(
              known.containsAll(
                  theirs.stream().filter(n -> !n.toString().endsWith("unspec")).toList()))
          .isTrue();
    }
  }

  private static final String BOTH =
      """
      .section tracepoint/syscalls/sys_enter_close
      .globl placed
      placed: r0 = 0
      exit
      .section xdp
      .globl floating
      floating: r0 = 2
      exit
      """;

  @Test
  void loadedAndAttached() throws Exception {
    onPins(
        pins -> {
          Path source = Files.writeString(folder.resolve("both.s"), BOTH);
          assertThat(jbpf("prog load " + source + " " + pins.path("first") + " autoattach").err())
              .startsWith("note: placed is pinned, the first;")
              .doesNotContain("floating names");
          assertThat(bpftool("-j link show pinned %s", pins.path("first"))).contains("perf_event");
          String all = "prog loadall %s %s autoattach kernel_btf /sys/kernel/btf/vmlinux";
          CommandRun run = jbpf(all.formatted(source, pins.path("all")));
          assertThat(run.err())
              .isEqualTo("note: floating names no place: it is pinned, not attached\n");
          assertThat(bpftool("-j link show pinned %s", pins.path("all/placed")))
              .contains("perf_event");
          assertThat(bpftool("-j prog show pinned %s", pins.path("all/floating"))).contains("xdp");
          String refused = BOTH.replace("r0 = 2", "r0 = r9");
          Files.writeString(source, refused);
          assertThat(jbpf("prog load " + source + " " + pins.path("no")).err()).contains("r9");
          assertThat(pins.path("no")).doesNotExist();
          assertThat(jbpf("prog load " + source + " " + pins.path("no") + " offload_dev lo").err())
              .contains("offload_dev: ", "bpftool's to load");
          assertThat(jbpf("prog load " + source + " " + pins.path("no") + " type xdpp").err())
              .contains("type xdpp: ", "did you mean 'xdp'?");
        });
  }

  @Test
  void iteratorsOfOneMap() throws Exception {
    onPins(
        pins -> {
          String program = ".section iter/bpf_map_elem\n.globl each\neach: r0 = 0\nexit\n";
          Path source = Files.writeString(folder.resolve("each.s"), program);
          String counts = "pinned " + pins.path("maps/counts");
          done("iter pin %s %s map %s", source, pins.path("each"), counts);
          Object map = JsonTree.parse(bpftool("-j map show %s", counts));
          assertThat(bpftool("-j link show pinned %s", pins.path("each")))
              .contains("\"map_id\":" + ((java.util.Map<?, ?>) map).get("id") + "}");
          assertThat(jbpf("iter pin " + source + " " + pins.path("none")).err())
              .contains("an iterator bpf_map_elem goes through one map: map MAP");
        });
  }

  @Test
  void mapsWithoutKeys() throws Exception {
    onPins(
        pins -> {
          Path queue = pins.path("queue");
          done("map create %s type queue key 0 value 4 entries 1 name q", queue);
          done("m c %s t ringbuf k 0 v 0 e 4096 n r", pins.path("ring"));
          assertThat(bpftool("-j map show pinned %s", pins.path("ring"))).contains("ringbuf");
          done("map push pinned %s value 7", queue);
          CommandRun full = jbpf("map push pinned " + queue + " value 8");
          assertThat(full.code()).isEqualTo(1);
          assertThat(full.err())
              .isEqualTo("error: map q has no room for another key: it takes 1 entry\n");
          assertThat(jbpf("map dump pinned " + pins.path("ring")).err())
              .contains("has no keys: whoever reads it");
        });
  }

  /** Programs that are given nothing get the least that the kernel takes. */
  @Test
  void runsWithoutInput() throws Exception {
    onPins(
        pins -> {
          assertThat(done("prog run pinned %s", pins.path("progs/egress")))
              .startsWith("returned 1 ");
          assertThat(done("prog run pinned %s", pins.path("progs/pass"))).startsWith("returned 0 ");
          String others =
              ".section netfilter\nnf: r0 = 1\nexit\n.section syscall\ncall: r0 = 4\nexit\n";
          Path source = Files.writeString(folder.resolve("o.s"), others);
          done("prog loadall %s %s", source, pins.path("o"));
          assertThat(done("prog run pinned %s", pins.path("o/nf"))).startsWith("returned 1 ");
          assertThat(done("prog run pinned %s", pins.path("o/call"))).startsWith("returned 4 ");
          String verdict = "prog run pinned " + pins.path("progs/verdict");
          assertThat(jbpf(verdict).err()).contains("run where they are attached");
        });
  }

  @Test
  void indexesOutOfRange() throws Exception {
    onPins(
        pins -> {
          done("map create %s type array key 4 value 4 entries 2 name two", pins.path("two"));
          CommandRun run = jbpf("map update pinned " + pins.path("two") + " key 7 value 1");
          assertThat(run.code()).isEqualTo(1);
          assertThat(run.err()).isEqualTo("error: map two: index 7 is not 0 to 1\n");
        });
    assertThat(jbpf("btf dump nosuch").err())
        .isEqualTo("error: there are no types named 'nosuch'\n");
  }

  @Test
  void whatIsDelegated() throws Exception {
    String delegates = "delegate_cmds=map_create:prog_load,delegate_progs=xdp";
    Path mount = Files.createDirectory(folder.resolve("token"));
    Tool.named("mount").succeed("-t", "bpf", "-o", delegates, "none", mount);
    try {
      assertThat(done("-j token list"))
          .contains(
              "{\"token_info\":\"" + mount + "\",\"allowed_cmds\":[\"map_create\",\"prog_load\"],",
              "\"allowed_maps\":[],\"allowed_progs\":[\"xdp\"]");
      assertThat(done("to l")).contains(mount + "  map_create prog_load");
    } finally {
      Tool.named("umount").succeed(mount);
    }
  }

  /** Behind what is told of the map. */
  private static Object table(String dump) {
    return ((List<?>) JsonTree.parse(dump)).get(1);
  }

  @Test
  void tablesThatLast() throws Exception {
    // Names of the whole machine's: another build may run there.
    String own = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
    String plain = "plain" + own;
    String linked = "linked" + own;
    Path object =
        LoadedMachine.compile(
            folder,
            "/objects/congestion.c",
            source ->
                source
                    .replaceAll("\\bplain\\b", plain)
                    .replaceAll("\\blinked\\b", linked)
                    .replace("\"jbpf_", "\"" + own + "_"));
    Path mount = Files.createDirectory(folder.resolve("fs"));
    try (Bpffs pins = Bpffs.mount(mount)) {
      assertThat(jbpf("struct_ops register " + object).err()).contains("say a FOLDER to pin it in");
      assertThat(bpftool("struct_ops list")).doesNotContain(plain, linked);
      Files.createDirectory(pins.path(linked));
      assertThat(jbpf("struct_ops register %s %s".formatted(object, mount)).err())
          .contains("EEXIST");
      assertThat(bpftool("struct_ops list")).doesNotContain(plain, linked);
      Files.delete(pins.path(linked));
      done("struct_ops register %s %s", object, mount);
      assertThat(pins.path(linked)).exists();
      assertThat(bpftool("struct_ops list")).contains(plain, linked);
      assertThat(done("struct_ops list name " + plain)).contains(plain, "tcp_congestion_ops");
      assertThat(
              JsonTree.assertAgree(
                  "struct_ops dump",
                  table(done("-j struct_ops dump name " + plain)),
                  table(bpftool("-j struct_ops dump name " + plain))))
          .isEqualTo(21);
      assertThat(done("struct_ops dump name " + plain))
          .contains("\"u32 (struct sock *) threshold/prog_id:", "\"void (struct sock *) 0\"");
      done("struct_ops unregister name " + plain);
      assertThat(bpftool("struct_ops list")).doesNotContain(plain);
      // The kernel frees a table some time after the last that held it: as a map it may be there.
      assertThat(jbpf("struct_ops unregister name " + plain).err()).contains("there is no ");
    }
  }
}
