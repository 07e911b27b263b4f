package dev.jbpf.elf.bpf;

import static dev.jbpf.elf.bpf.ProgramSection.Trait.*;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.ProgramSection.Trait;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names of sections that say what programs are. An open name may be followed by a slash and a
 * target.
 *
 * <p>Source: the table "Program Types and ELF Sections" of libbpf's documentation.
 */
final class ProgramSections {
  private record Row(
      String name,
      boolean isOpen,
      ProgramType type,
      Optional<AttachType> attach,
      Set<Trait> traits) {

    boolean fits(String section) {
      return section.equals(name) || isOpen && isFollowedIn(section);
    }

    private boolean isFollowedIn(String section) {
      return section.length() > name.length()
          && section.charAt(name.length()) == '/'
          && section.startsWith(name);
    }

    ProgramSection of(String section) {
      String target = isFollowedIn(section) ? section.substring(name.length() + 1) : "";
      return new ProgramSection(name, type, attach, traits, target);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          exact("socket", ProgramType.SOCKET_FILTER),
          exact(
              "sk_reuseport/migrate",
              ProgramType.SK_REUSEPORT,
              AttachType.SK_REUSEPORT_SELECT_OR_MIGRATE),
          exact("sk_reuseport", ProgramType.SK_REUSEPORT, AttachType.SK_REUSEPORT_SELECT),
          open("kprobe", ProgramType.KPROBE),
          open("kretprobe", ProgramType.KPROBE, RETURN),
          open("uprobe", ProgramType.KPROBE, USER),
          open("uretprobe", ProgramType.KPROBE, USER, RETURN),
          open("uprobe.s", ProgramType.KPROBE, USER, SLEEPABLE),
          open("uretprobe.s", ProgramType.KPROBE, USER, RETURN, SLEEPABLE),
          open("kprobe.multi", ProgramType.KPROBE, AttachType.TRACE_KPROBE_MULTI),
          open("kretprobe.multi", ProgramType.KPROBE, AttachType.TRACE_KPROBE_MULTI, RETURN),
          open("kprobe.session", ProgramType.KPROBE, AttachType.TRACE_KPROBE_SESSION),
          open("uprobe.multi", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI, USER),
          open("uretprobe.multi", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI, USER, RETURN),
          open(
              "uprobe.multi.s", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI, USER, SLEEPABLE),
          open(
              "uretprobe.multi.s",
              ProgramType.KPROBE,
              AttachType.TRACE_UPROBE_MULTI,
              USER,
              RETURN,
              SLEEPABLE),
          open("uprobe.session", ProgramType.KPROBE, AttachType.TRACE_UPROBE_SESSION, USER),
          open(
              "uprobe.session.s",
              ProgramType.KPROBE,
              AttachType.TRACE_UPROBE_SESSION,
              USER,
              SLEEPABLE),
          open("ksyscall", ProgramType.KPROBE),
          open("kretsyscall", ProgramType.KPROBE, RETURN),
          open("usdt", ProgramType.KPROBE, USER),
          open("usdt.s", ProgramType.KPROBE, USER, SLEEPABLE),
          exact("tc", ProgramType.SCHED_CLS),
          exact("tc/ingress", ProgramType.SCHED_CLS, AttachType.TCX_INGRESS),
          exact("tc/egress", ProgramType.SCHED_CLS, AttachType.TCX_EGRESS),
          exact("tcx/ingress", ProgramType.SCHED_CLS, AttachType.TCX_INGRESS),
          exact("tcx/egress", ProgramType.SCHED_CLS, AttachType.TCX_EGRESS),
          exact("classifier", ProgramType.SCHED_CLS),
          exact("action", ProgramType.SCHED_ACT),
          exact("netkit/primary", ProgramType.SCHED_CLS, AttachType.NETKIT_PRIMARY),
          exact("netkit/peer", ProgramType.SCHED_CLS, AttachType.NETKIT_PEER),
          open("tracepoint", ProgramType.TRACEPOINT),
          open("tp", ProgramType.TRACEPOINT),
          open("tracepoint.s", ProgramType.TRACEPOINT, SLEEPABLE),
          open("tp.s", ProgramType.TRACEPOINT, SLEEPABLE),
          open("raw_tracepoint", ProgramType.RAW_TRACEPOINT),
          open("raw_tp", ProgramType.RAW_TRACEPOINT),
          open("raw_tracepoint.s", ProgramType.RAW_TRACEPOINT, SLEEPABLE),
          open("raw_tp.s", ProgramType.RAW_TRACEPOINT, SLEEPABLE),
          open("raw_tracepoint.w", ProgramType.RAW_TRACEPOINT_WRITABLE),
          open("raw_tp.w", ProgramType.RAW_TRACEPOINT_WRITABLE),
          open("tp_btf", ProgramType.TRACING, AttachType.TRACE_RAW_TP, BTF_TARGET),
          open("tp_btf.s", ProgramType.TRACING, AttachType.TRACE_RAW_TP, BTF_TARGET, SLEEPABLE),
          open("fentry", ProgramType.TRACING, AttachType.TRACE_FENTRY, BTF_TARGET),
          open("fmod_ret", ProgramType.TRACING, AttachType.MODIFY_RETURN, BTF_TARGET),
          open("fexit", ProgramType.TRACING, AttachType.TRACE_FEXIT, BTF_TARGET),
          open("fentry.s", ProgramType.TRACING, AttachType.TRACE_FENTRY, BTF_TARGET, SLEEPABLE),
          open("fmod_ret.s", ProgramType.TRACING, AttachType.MODIFY_RETURN, BTF_TARGET, SLEEPABLE),
          open("fexit.s", ProgramType.TRACING, AttachType.TRACE_FEXIT, BTF_TARGET, SLEEPABLE),
          open("fsession", ProgramType.TRACING, AttachType.TRACE_FSESSION, BTF_TARGET),
          open("fsession.s", ProgramType.TRACING, AttachType.TRACE_FSESSION, BTF_TARGET, SLEEPABLE),
          open("fentry.multi", ProgramType.TRACING, AttachType.TRACE_FENTRY_MULTI),
          open("fentry.multi.s", ProgramType.TRACING, AttachType.TRACE_FENTRY_MULTI, SLEEPABLE),
          open("fexit.multi", ProgramType.TRACING, AttachType.TRACE_FEXIT_MULTI),
          open("fexit.multi.s", ProgramType.TRACING, AttachType.TRACE_FEXIT_MULTI, SLEEPABLE),
          open("fsession.multi", ProgramType.TRACING, AttachType.TRACE_FSESSION_MULTI),
          open("fsession.multi.s", ProgramType.TRACING, AttachType.TRACE_FSESSION_MULTI, SLEEPABLE),
          open("freplace", ProgramType.EXT, BTF_TARGET),
          open("lsm", ProgramType.LSM, AttachType.LSM_MAC, BTF_TARGET),
          open("lsm.s", ProgramType.LSM, AttachType.LSM_MAC, BTF_TARGET, SLEEPABLE),
          open("lsm_cgroup", ProgramType.LSM, AttachType.LSM_CGROUP, BTF_TARGET),
          open("iter", ProgramType.TRACING, AttachType.TRACE_ITER, BTF_TARGET),
          open("iter.s", ProgramType.TRACING, AttachType.TRACE_ITER, BTF_TARGET, SLEEPABLE),
          exact("syscall", ProgramType.SYSCALL, SLEEPABLE),
          exact("xdp", ProgramType.XDP, AttachType.XDP),
          exact("xdp/devmap", ProgramType.XDP, AttachType.XDP_DEVMAP),
          exact("xdp/cpumap", ProgramType.XDP, AttachType.XDP_CPUMAP),
          exact("xdp.frags", ProgramType.XDP, AttachType.XDP, FRAGS),
          exact("xdp.frags/devmap", ProgramType.XDP, AttachType.XDP_DEVMAP, FRAGS),
          exact("xdp.frags/cpumap", ProgramType.XDP, AttachType.XDP_CPUMAP, FRAGS),
          exact("perf_event", ProgramType.PERF_EVENT),
          exact("lwt_in", ProgramType.LWT_IN),
          exact("lwt_out", ProgramType.LWT_OUT),
          exact("lwt_xmit", ProgramType.LWT_XMIT),
          exact("lwt_seg6local", ProgramType.LWT_SEG6LOCAL),
          exact("sockops", ProgramType.SOCK_OPS, AttachType.CGROUP_SOCK_OPS),
          exact("sk_skb", ProgramType.SK_SKB),
          exact("sk_skb/stream_parser", ProgramType.SK_SKB, AttachType.SK_SKB_STREAM_PARSER),
          exact("sk_skb/stream_verdict", ProgramType.SK_SKB, AttachType.SK_SKB_STREAM_VERDICT),
          exact("sk_skb/verdict", ProgramType.SK_SKB, AttachType.SK_SKB_VERDICT),
          exact("sk_msg", ProgramType.SK_MSG, AttachType.SK_MSG_VERDICT),
          exact("lirc_mode2", ProgramType.LIRC_MODE2, AttachType.LIRC_MODE2),
          exact("flow_dissector", ProgramType.FLOW_DISSECTOR, AttachType.FLOW_DISSECTOR),
          exact("cgroup_skb/ingress", ProgramType.CGROUP_SKB, AttachType.CGROUP_INET_INGRESS),
          exact("cgroup_skb/egress", ProgramType.CGROUP_SKB, AttachType.CGROUP_INET_EGRESS),
          exact("cgroup/skb", ProgramType.CGROUP_SKB),
          exact("cgroup/sock", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET_SOCK_CREATE),
          exact("cgroup/sock_create", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET_SOCK_CREATE),
          exact(
              "cgroup/sock_release", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET_SOCK_RELEASE),
          exact("cgroup/post_bind4", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET4_POST_BIND),
          exact("cgroup/post_bind6", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET6_POST_BIND),
          exact("cgroup/bind4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_BIND),
          exact("cgroup/bind6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_BIND),
          exact("cgroup/connect4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_CONNECT),
          exact("cgroup/connect6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_CONNECT),
          exact(
              "cgroup/connect_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_CONNECT),
          exact("cgroup/sendmsg4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP4_SENDMSG),
          exact("cgroup/sendmsg6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP6_SENDMSG),
          exact(
              "cgroup/sendmsg_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_SENDMSG),
          exact("cgroup/recvmsg4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP4_RECVMSG),
          exact("cgroup/recvmsg6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP6_RECVMSG),
          exact(
              "cgroup/recvmsg_unix", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UNIX_RECVMSG),
          exact(
              "cgroup/getpeername4",
              ProgramType.CGROUP_SOCK_ADDR,
              AttachType.CGROUP_INET4_GETPEERNAME),
          exact(
              "cgroup/getpeername6",
              ProgramType.CGROUP_SOCK_ADDR,
              AttachType.CGROUP_INET6_GETPEERNAME),
          exact(
              "cgroup/getpeername_unix",
              ProgramType.CGROUP_SOCK_ADDR,
              AttachType.CGROUP_UNIX_GETPEERNAME),
          exact(
              "cgroup/getsockname4",
              ProgramType.CGROUP_SOCK_ADDR,
              AttachType.CGROUP_INET4_GETSOCKNAME),
          exact(
              "cgroup/getsockname6",
              ProgramType.CGROUP_SOCK_ADDR,
              AttachType.CGROUP_INET6_GETSOCKNAME),
          exact(
              "cgroup/getsockname_unix",
              ProgramType.CGROUP_SOCK_ADDR,
              AttachType.CGROUP_UNIX_GETSOCKNAME),
          exact("cgroup/sysctl", ProgramType.CGROUP_SYSCTL, AttachType.CGROUP_SYSCTL),
          exact("cgroup/getsockopt", ProgramType.CGROUP_SOCKOPT, AttachType.CGROUP_GETSOCKOPT),
          exact("cgroup/setsockopt", ProgramType.CGROUP_SOCKOPT, AttachType.CGROUP_SETSOCKOPT),
          exact("cgroup/dev", ProgramType.CGROUP_DEVICE, AttachType.CGROUP_DEVICE),
          open("struct_ops", ProgramType.STRUCT_OPS),
          open("struct_ops.s", ProgramType.STRUCT_OPS, SLEEPABLE),
          exact("sk_lookup", ProgramType.SK_LOOKUP, AttachType.SK_LOOKUP),
          exact("netfilter", ProgramType.NETFILTER, AttachType.NETFILTER));

  /**
   * Names that loaders before libbpf 1.0, and the kernel's samples, took as beginnings. A longer
   * one comes before a shorter one.
   */
  private static final List<String> BEGINNINGS =
      List.of(
          "socket",
          "xdp",
          "perf_event",
          "cgroup/skb",
          "cgroup/sock",
          "sockops",
          "sk_skb",
          "sk_msg",
          "classifier",
          "action",
          "lwt_in",
          "lwt_out",
          "lwt_xmit");

  private ProgramSections() {}

  static Optional<ProgramSection> find(String name) {
    String section = isOptional(name) ? name.substring(1) : name;
    Optional<Row> row = row(section);
    if (row.isEmpty()) {
      row = findBeginning(section);
    }
    return row.isPresent() ? Optional.of(row.get().of(section)) : Optional.empty();
  }

  static ProgramSection named(String section) {
    Optional<Row> row = row(section);
    if (row.isEmpty()) {
      throw unknown(section);
    }
    return row.get().of(section);
  }

  private static Optional<Row> row(String section) {
    for (Row row : ROWS) {
      if (row.fits(section)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private static IllegalArgumentException unknown(String section) {
    return new IllegalArgumentException(
        "no programs are in sections called '"
            + section
            + "'"
            + similar(section).map(name -> "; did you mean '" + name + "'?").orElse("")
            + "; kprobe/do_exit, socket, xdp are such");
  }

  /** Of a name with a target only the name is compared; some names have a slash of their own. */
  private static Optional<String> similar(String section) {
    List<String> names = ROWS.stream().map(Row::name).toList();
    int slash = section.indexOf('/');
    if (slash < 0) {
      return Suggestions.nearest(section, names)
          .or(() -> BEGINNINGS.stream().filter(section::startsWith).findFirst());
    }
    String first = section.substring(0, slash);
    if (names.contains(first)) {
      return Suggestions.nearest(section, names).or(() -> Optional.of(first));
    }
    List<String> open = ROWS.stream().filter(Row::isOpen).map(Row::name).toList();
    return Suggestions.nearest(first, open)
        .map(name -> name + section.substring(slash))
        .or(() -> Suggestions.nearest(section, names));
  }

  private static Optional<Row> findBeginning(String section) {
    return BEGINNINGS.stream()
        .filter(section::startsWith)
        .findFirst()
        .flatMap(name -> ROWS.stream().filter(row -> row.name().equals(name)).findFirst());
  }

  static boolean isOptional(String section) {
    return section.startsWith("?");
  }

  static List<ProgramSection> all() {
    return ROWS.stream().map(row -> row.of(row.name())).toList();
  }

  static boolean isOpen(String name) {
    return ROWS.stream().anyMatch(row -> row.isOpen() && row.name().equals(name));
  }

  static Optional<String> nameFor(ProgramType type) {
    return ROWS.stream()
        .filter(row -> row.type() == type)
        .map(Row::name)
        .min(Comparator.comparingInt(String::length));
  }

  private static Row exact(String name, ProgramType type, Trait... traits) {
    return new Row(name, false, type, Optional.empty(), Set.of(traits));
  }

  private static Row exact(String name, ProgramType type, AttachType attach, Trait... traits) {
    return new Row(name, false, type, Optional.of(attach), Set.of(traits));
  }

  private static Row open(String name, ProgramType type, Trait... traits) {
    return new Row(name, true, type, Optional.empty(), Set.of(traits));
  }

  private static Row open(String name, ProgramType type, AttachType attach, Trait... traits) {
    return new Row(name, true, type, Optional.of(attach), Set.of(traits));
  }
}
