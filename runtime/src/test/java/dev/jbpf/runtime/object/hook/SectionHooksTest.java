package dev.jbpf.runtime.object.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.runtime.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionHooksTest {
  private static final String BY_NAME = ".* \\| by its name(, later)? \\|";

  @Test
  void thePageSaysWhatIsAttachedByItsName() throws IOException {
    List<String> names =
        ProgramSection.all().stream()
            .map(ProgramSection::name)
            .filter(SectionHooks::isKnown)
            .toList();
    try (Stream<String> page = Files.lines(Path.of("../docs/objects.md"))) {
      List<String> rows =
          page.filter(line -> line.matches(BY_NAME))
              .map(line -> line.substring(line.indexOf('`') + 1, line.lastIndexOf('`')))
              .map(name -> name.replace("/…", ""))
              .toList();
      assertThat(rows).containsExactlyElementsOf(names);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kprobe/do_exit, kprobe do_exit",
    "kprobe/do_exit+0x10, kprobe do_exit+16",
    "kretprobe/do_exit, kretprobe do_exit",
    "tracepoint/sched/sched_switch, tracepoint sched/sched_switch",
    "tp/sched/sched_switch, tracepoint sched/sched_switch",
    "raw_tp/sys_enter, raw tracepoint sys_enter",
    "raw_tracepoint.w/bpf_test_finish, writable raw tracepoint bpf_test_finish",
    "raw_tp.w/bpf_test_finish, writable raw tracepoint bpf_test_finish",
    "flow_dissector, BPF_FLOW_DISSECTOR of /proc/thread-self/ns/net",
    "tp_btf/sys_enter, BTF tracepoint sys_enter",
    "fentry.s/vfs_read, fentry vfs_read",
    "fexit/vfs_read, fexit vfs_read",
    "fsession/vfs_read, fsession vfs_read",
    "fentry.multi/vfs_*, functions vfs_*",
    "fsession.multi.s/vfs_read, functions vfs_read",
    "tp.s/syscalls/sys_enter_openat, tracepoint syscalls/sys_enter_openat",
    "tp_btf.s/sys_enter, BTF tracepoint sys_enter",
    "fmod_ret/security_bpf, fmod_ret security_bpf",
    "lsm/file_open, security hook file_open",
    "iter/task, iterator task",
    "uprobe//nowhere:0x1234, uprobe /nowhere:0x1234",
  })
  void sectionsSayPlaces(String section, String place) {
    ProgramSection kind = ProgramSection.of(section).orElseThrow();
    Hook hook = SectionHooks.find(kind).orElseThrow();
    assertThat(hook).hasToString(place);
    assertThat(hook.programType()).isEqualTo(kind.type());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kprobe", "xdp", "tc", "fentry", "socket1", "cgroup_skb/egress"})
  void otherSectionsDoNot(String section) {
    assertThat(SectionHooks.find(ProgramSection.of(section).orElseThrow())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kprobe:do_exit, kprobe do_exit",
    "tracepoint:sched/sched_switch, tracepoint sched/sched_switch",
    "xdp:eth0, XDP on eth0",
    "xdp:eth0:generic, XDP on eth0",
    "tc:eth0:egress, 'traffic control, egress of eth0'",
    "tcx/egress:eth0, 'traffic control, egress of eth0'",
    "classifier:eth0, 'traffic control, ingress of eth0'",
    "action:eth0, 'clsact, ingress of eth0'",
    "action:eth0:egress, 'clsact, egress of eth0'",
    "netfilter:ipv4:local_in, 'netfilter, local_in of ipv4 at 0'",
    "netfilter:ipv6:forward:-150, 'netfilter, forward of ipv6 at -150'",
    "sk_msg:sockets, sockets in map sockets",
    "sk_skb/stream_parser:sockets, sockets in map sockets",
    "socket:lo, a packet socket on lo",
    "cgroup_skb/egress:/g, BPF_CGROUP_INET_EGRESS of /g",
    "sockops:/g, BPF_CGROUP_SOCK_OPS of /g",
    "perf_event:99, PERF_COUNT_SW_CPU_CLOCK at 99 Hz",
  })
  void usersTypePlaces(String text, String place) {
    assertThat(HookNames.parse(text)).hasToString(place);
  }

  @ParameterizedTest
  @CsvSource({
    "xpd:lo, did you mean 'xdp'?",
    "xdp, say xdp:PLACE",
    "kprobe, say kprobe:PLACE",
    "xdp:lo:fast, say xdp:INTERFACE:generic",
    "tc:lo:up, say tc:INTERFACE:egress",
    "netfilter:local_in, say netfilter:ipv4:local_in",
    "netfilter:ipv5:local_in, say netfilter:ipv4:local_in",
    "netfilter:ipv4:local_in:early, with a priority",
    "netfilter:ipv4:local_in:2147483647, the kernel keeps the first and the last",
    "perf_event:often, say perf_event:HERTZ",
    "cgroup/skb:/g, say cgroup_skb/ingress or cgroup_skb/egress",
    "lwt_in:eth0, belong to a route: pin them",
    "xdp/devmap:eth0, are put into a value of a map",
    "syscall:open, run when they are called",
    "sk_reuseport:eth0, belong to a socket",
    "lirc_mode2:/dev/lirc0, cannot be attached by name",
    "kprobe:f+x, is no offset in bytes",
    "uprobe:f, say file:function",
  })
  void placesThatAreNoneAreExplained(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HookNames.parse(text))
        .withMessageContaining(reason);
  }
}
