package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramSection.Trait;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramSectionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "kprobe/do_exit, KPROBE, , do_exit, ",
    "kretprobe/do_exit, KPROBE, , do_exit, RETURN",
    "kprobe, KPROBE, , '', ",
    "uprobe//bin/sh:main, KPROBE, , /bin/sh:main, USER",
    "tracepoint/sched/sched_switch, TRACEPOINT, , sched/sched_switch, ",
    "tp/sched/sched_switch, TRACEPOINT, , sched/sched_switch, ",
    "raw_tracepoint/sys_enter, RAW_TRACEPOINT, , sys_enter, ",
    "fentry.s/vfs_read, TRACING, TRACE_FENTRY, vfs_read, SLEEPABLE",
    "iter/task, TRACING, TRACE_ITER, task, BTF_TARGET",
    "xdp, XDP, XDP, '', ",
    "xdp.frags, XDP, XDP, '', FRAGS",
    "xdp/devmap, XDP, XDP_DEVMAP, '', ",
    "tc, SCHED_CLS, , '', ",
    "tcx/ingress, SCHED_CLS, TCX_INGRESS, '', ",
    "cgroup/connect4, CGROUP_SOCK_ADDR, CGROUP_INET4_CONNECT, '', ",
    "sk_skb/stream_parser, SK_SKB, SK_SKB_STREAM_PARSER, '', ",
    "socket1, SOCKET_FILTER, , '', ",
    "xdp_drop, XDP, XDP, '', ",
    "sk_skb1, SK_SKB, , '', ",
  })
  void readsNames(String section, ProgramType type, AttachType attach, String target, Trait trait) {
    ProgramSection found = ProgramSection.of(section).orElseThrow();
    assertThat(found.type()).isEqualTo(type);
    assertThat(found.attachType()).isEqualTo(Optional.ofNullable(attach));
    assertThat(found.target()).isEqualTo(target);
    assertThat(trait == null || found.is(trait)).isTrue();
  }

  @Test
  void knowsNoOthers() {
    for (String name : List.of(".text", "", "license", "kprobes/x", "tracepointx", "maps")) {
      assertThat(ProgramSection.of(name)).as(name).isEmpty();
    }
  }

  @Test
  void namesASectionForEveryTypeThatHasOne() {
    for (ProgramType type : ProgramType.values()) {
      Optional<String> name = ProgramSection.nameFor(type);
      assertThat(name.isPresent()).as("%s", type).isEqualTo(type != ProgramType.UNSPEC);
      name.ifPresent(n -> assertThat(ProgramSection.of(n).orElseThrow().type()).isEqualTo(type));
    }
  }

  /** Rows that libbpf 1.1 does not have, or where later versions say more. */
  private static final Set<String> NEWER =
      Set.of(
          "usdt.s",
          "tracepoint.s",
          "tp.s",
          "raw_tracepoint.s",
          "raw_tp.s",
          "tp_btf.s",
          "fsession",
          "fsession.s",
          "fentry.multi",
          "fentry.multi.s",
          "fexit.multi",
          "fexit.multi.s",
          "fsession.multi",
          "fsession.multi.s",
          "kprobe.session",
          "uprobe.session",
          "uprobe.session.s",
          "uprobe.multi",
          "uretprobe.multi",
          "uprobe.multi.s",
          "uretprobe.multi.s",
          "tc/ingress",
          "tc/egress",
          "tcx/ingress",
          "tcx/egress",
          "netkit/primary",
          "netkit/peer",
          "netfilter",
          "sk_skb/verdict",
          "cgroup/connect_unix",
          "cgroup/sendmsg_unix",
          "cgroup/recvmsg_unix",
          "cgroup/getpeername_unix",
          "cgroup/getsockname_unix",
          "struct_ops.s");

  @Test
  void agreesWithLibbpf() {
    Path sections = folder.resolve("sections");
    Tool.Result compiled =
        Tool.named("gcc").run("-o", sections, "src/test/resources/libbpf/sections.c", "-lbpf");
    Requirements.requirePeer(compiled.exit() == 0, compiled::output);
    List<String> expected = new ArrayList<>();
    List<String> names = new ArrayList<>();
    ProgramSection.all().forEach(section -> names.add(section.name()));
    names.removeAll(NEWER);
    names.replaceAll(name -> ProgramSections.isOpen(name) ? name + "/target" : name);
    for (String name : names) {
      ProgramSection section = ProgramSection.of(name).orElseThrow();
      int attach = section.attachType().map(AttachType::value).orElse(0);
      expected.add(name + " " + section.type().value() + " " + attach);
    }
    assertThat(expected).hasSizeGreaterThan(70);
    assertThat(Tool.at(sections).succeed(names.toArray()).lines())
        .containsExactlyElementsOf(expected);
  }
}
