package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.ProgramType;
import java.util.Set;

/** What authors call the structures that programs are given, by which functions take them on. */
final class ContextNames {
  private ContextNames() {}

  /** {@return the names for programs of that type; none where any other memory is taken for it} */
  static Set<String> of(ProgramType type) {
    return switch (type) {
      case SOCKET_FILTER,
          SCHED_CLS,
          SCHED_ACT,
          CGROUP_SKB,
          LWT_IN,
          LWT_OUT,
          LWT_XMIT,
          LWT_SEG6LOCAL,
          SK_SKB,
          FLOW_DISSECTOR ->
          Set.of("__sk_buff");
      case XDP -> Set.of("xdp_md");
      case CGROUP_SOCK -> Set.of("bpf_sock");
      case CGROUP_SOCK_ADDR -> Set.of("bpf_sock_addr");
      case CGROUP_SOCKOPT -> Set.of("bpf_sockopt");
      case CGROUP_DEVICE -> Set.of("bpf_cgroup_dev_ctx");
      case CGROUP_SYSCTL -> Set.of("bpf_sysctl");
      case SOCK_OPS -> Set.of("bpf_sock_ops");
      case SK_MSG -> Set.of("sk_msg_md");
      case SK_REUSEPORT -> Set.of("sk_reuseport_md");
      case SK_LOOKUP -> Set.of("bpf_sk_lookup");
      case KPROBE -> Set.of("bpf_user_pt_regs_t", "pt_regs");
      case PERF_EVENT -> Set.of("bpf_perf_event_data");
      case RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE -> Set.of("bpf_raw_tracepoint_args");
      case NETFILTER -> Set.of("bpf_nf_ctx");
      case UNSPEC, TRACEPOINT, LIRC_MODE2, TRACING, STRUCT_OPS, EXT, LSM, SYSCALL -> Set.of();
    };
  }
}
