package dev.jbpf.vm.context;

import dev.jbpf.kernel.ProgramType;
import java.util.Optional;

/** Which context programs of a type get. */
public final class Contexts {
  private Contexts() {}

  /**
   * {@return the context that programs of {@code type} get of {@code bytes}, which are not copied;
   * empty if none is made here}
   *
   * @param bytes the packet where the type has one, from the header on that the kernel shows it:
   *     that of the network for control groups and lightweight tunnels, Ethernet's for the others;
   *     else the record or the registers
   */
  public static Optional<Context> of(ProgramType type, byte[] bytes) {
    return switch (type) {
      case SOCKET_FILTER, SCHED_CLS, SCHED_ACT, CGROUP_SKB -> Optional.of(SkBuff.of(type, bytes));
      case LWT_IN, LWT_OUT, LWT_XMIT, LWT_SEG6LOCAL, SK_SKB -> Optional.of(SkBuff.of(type, bytes));
      case XDP -> Optional.of(new Xdp(bytes));
      case KPROBE, TRACEPOINT, RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE, PERF_EVENT, TRACING ->
          Optional.of(new TraceRecord(bytes));
      default -> Optional.empty();
    };
  }
}
