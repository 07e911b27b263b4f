package dev.jbpf.dsl.check;

import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.SkReuseportMd;
import dev.jbpf.kernel.XdpMd;
import java.util.Optional;

/** What programs are called with. */
final class Contexts {
  private Contexts() {}

  /** {@return its size in bytes, for the types whose context is a structure of uapi/linux/bpf.h} */
  static Optional<Integer> size(ProgramType type) {
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
          Optional.of(SkBuff.SIZE);
      case XDP -> Optional.of(XdpMd.SIZE);
      case CGROUP_SOCK -> Optional.of(BpfSock.SIZE);
      case CGROUP_SOCK_ADDR -> Optional.of(BpfSockAddr.SIZE);
      case CGROUP_SOCKOPT -> Optional.of(BpfSockopt.SIZE);
      case SOCK_OPS -> Optional.of(BpfSockOps.SIZE);
      case SK_MSG -> Optional.of(SkMsgMd.SIZE);
      case SK_REUSEPORT -> Optional.of(SkReuseportMd.SIZE);
      case SK_LOOKUP -> Optional.of(BpfSkLookup.SIZE);
      case UNSPEC,
          KPROBE,
          TRACEPOINT,
          PERF_EVENT,
          CGROUP_DEVICE,
          RAW_TRACEPOINT,
          LIRC_MODE2,
          CGROUP_SYSCTL,
          RAW_TRACEPOINT_WRITABLE,
          TRACING,
          STRUCT_OPS,
          EXT,
          LSM,
          SYSCALL,
          NETFILTER ->
          Optional.empty();
    };
  }
}
