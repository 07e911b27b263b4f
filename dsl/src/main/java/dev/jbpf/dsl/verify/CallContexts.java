package dev.jbpf.dsl.verify;

import dev.jbpf.kernel.BpfCgroupDevCtx;
import dev.jbpf.kernel.BpfSkLookup;
import dev.jbpf.kernel.BpfSock;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.BpfSockOps;
import dev.jbpf.kernel.BpfSockopt;
import dev.jbpf.kernel.BpfSysctl;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.SkMsgMd;
import dev.jbpf.kernel.SkReuseportMd;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.XdpMd;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What programs are called with. */
public final class CallContexts {
  /** Its size is the machine's. */
  private static final Struct REGISTERS =
      new Struct(PtRegs.values()[0].result().struct(), Optional.empty());

  private CallContexts() {}

  private record Struct(String name, Optional<Integer> size) {}

  /** {@return its size in bytes, for the types whose context is a structure of uapi/linux/bpf.h} */
  static Optional<Integer> size(ProgramType type) {
    return of(type).stream().findFirst().flatMap(Struct::size);
  }

  /**
   * {@return the names of the structure that it is, and of those that this starts with; none where
   * it is no structure, or a different one from place to place}
   */
  public static Set<String> structs(ProgramType type) {
    return of(type).stream().map(Struct::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** {@return whether that structure is the context of any programs} */
  static boolean isContext(String struct) {
    return Arrays.stream(ProgramType.values()).anyMatch(type -> structs(type).contains(struct));
  }

  private static List<Struct> of(ProgramType type) {
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
          struct(SkBuff.LEN, SkBuff.SIZE);
      case XDP -> struct(XdpMd.DATA, XdpMd.SIZE);
      case CGROUP_SOCK -> struct(BpfSock.FAMILY, BpfSock.SIZE);
      case CGROUP_SOCK_ADDR -> struct(BpfSockAddr.FAMILY, BpfSockAddr.SIZE);
      case CGROUP_SOCKOPT -> struct(BpfSockopt.LEVEL, BpfSockopt.SIZE);
      case SOCK_OPS -> struct(BpfSockOps.OP, BpfSockOps.SIZE);
      case SK_MSG -> struct(SkMsgMd.DATA, SkMsgMd.SIZE);
      case SK_REUSEPORT -> struct(SkReuseportMd.DATA, SkReuseportMd.SIZE);
      case SK_LOOKUP -> struct(BpfSkLookup.FAMILY, BpfSkLookup.SIZE);
      case CGROUP_DEVICE -> struct(BpfCgroupDevCtx.MAJOR, BpfCgroupDevCtx.SIZE);
      case CGROUP_SYSCTL -> struct(BpfSysctl.WRITE, BpfSysctl.SIZE);
      case KPROBE -> List.of(REGISTERS);
      case PERF_EVENT -> List.of(new Struct("bpf_perf_event_data", Optional.empty()), REGISTERS);
      case UNSPEC,
          TRACEPOINT,
          RAW_TRACEPOINT,
          LIRC_MODE2,
          RAW_TRACEPOINT_WRITABLE,
          TRACING,
          STRUCT_OPS,
          EXT,
          LSM,
          SYSCALL,
          NETFILTER ->
          List.of();
    };
  }

  private static List<Struct> struct(StructField member, int size) {
    return List.of(new Struct(member.struct(), Optional.of(size)));
  }
}
