package dev.jbpf.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * What programs of a type are called with, and what a test run of the kernel takes for them.
 *
 * <p>Source: {@code Documentation/bpf/bpf_prog_run.rst}, and what Linux 6.18 answers.
 *
 * @param context what r1 points to
 * @param start where the packet starts that programs see, if they see one
 * @param testRun what a test run takes
 */
public record ProgramInput(Context context, Start start, TestRun testRun) {
  private static final byte[] NO_HEADER = {};
  private static final byte[] IPV4 = {0x08, 0x00};
  private static final byte[] IPV6 = {(byte) 0x86, (byte) 0xdd};

  /** What r1 points to. */
  public enum Context {
    /** {@code struct __sk_buff}: a packet in a socket buffer. */
    SOCKET_BUFFER,
    /** The same, of which little more than the keys of the flow is there. */
    FLOW,
    /** {@code struct xdp_md}: a frame. */
    FRAME,
    /** Registers, arguments, or the record of a tracepoint. */
    RECORD,
    /** A structure of the type's own, or nothing. */
    OTHER
  }

  /** Where the packet starts that programs see. */
  public enum Start {
    /** At the Ethernet header. */
    LINK,
    /** At the Ethernet header, with one more in front that programs do not see. */
    SECOND_LINK,
    /** At the header of the network, behind an Ethernet header that programs do not see. */
    NETWORK
  }

  /** What a test run takes. */
  public enum TestRun {
    /** A packet that starts with an Ethernet header. */
    PACKET,
    /** A context only. */
    CONTEXT,
    /** Nothing: there is no test run. */
    NONE
  }

  /** {@return what programs of {@code type} get} */
  public static ProgramInput of(ProgramType type) {
    return switch (type) {
      case SOCKET_FILTER -> packet(Start.SECOND_LINK);
      case SCHED_CLS, SCHED_ACT, SK_SKB -> packet(Start.LINK);
      case CGROUP_SKB, LWT_IN, LWT_OUT, LWT_XMIT, LWT_SEG6LOCAL -> packet(Start.NETWORK);
      case FLOW_DISSECTOR -> new ProgramInput(Context.FLOW, Start.LINK, TestRun.PACKET);
      case XDP -> new ProgramInput(Context.FRAME, Start.LINK, TestRun.PACKET);
      case RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE -> other(Context.RECORD, TestRun.CONTEXT);
      case KPROBE, TRACEPOINT, PERF_EVENT, TRACING -> other(Context.RECORD, TestRun.NONE);
      case SYSCALL, SK_LOOKUP -> other(Context.OTHER, TestRun.CONTEXT);
      case LSM, STRUCT_OPS, EXT -> other(Context.OTHER, TestRun.NONE);
      case UNSPEC,
          CGROUP_SOCK,
          CGROUP_SOCK_ADDR,
          CGROUP_SOCKOPT,
          CGROUP_DEVICE,
          CGROUP_SYSCTL,
          SOCK_OPS,
          SK_MSG,
          SK_REUSEPORT,
          LIRC_MODE2,
          NETFILTER ->
          other(Context.OTHER, TestRun.PACKET);
    };
  }

  /**
   * {@return the name of the structure that programs of {@code type} are called with; empty where
   * it is none, or a different one from place to place}
   */
  public static Optional<String> contextStruct(ProgramType type) {
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
          Optional.of("__sk_buff");
      case XDP -> Optional.of("xdp_md");
      case CGROUP_SOCK -> Optional.of("bpf_sock");
      case CGROUP_SOCK_ADDR -> Optional.of("bpf_sock_addr");
      case CGROUP_SOCKOPT -> Optional.of("bpf_sockopt");
      case CGROUP_DEVICE -> Optional.of("bpf_cgroup_dev_ctx");
      case CGROUP_SYSCTL -> Optional.of("bpf_sysctl");
      case SOCK_OPS -> Optional.of("bpf_sock_ops");
      case SK_MSG -> Optional.of("sk_msg_md");
      case SK_REUSEPORT -> Optional.of("sk_reuseport_md");
      case SK_LOOKUP -> Optional.of("bpf_sk_lookup");
      case KPROBE -> Optional.of("pt_regs");
      case PERF_EVENT -> Optional.of("bpf_perf_event_data");
      case RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE -> Optional.of("bpf_raw_tracepoint_args");
      case NETFILTER -> Optional.of("bpf_nf_ctx");
      case UNSPEC, TRACEPOINT, LIRC_MODE2, TRACING, STRUCT_OPS, EXT, LSM, SYSCALL ->
          Optional.empty();
    };
  }

  private static ProgramInput packet(Start start) {
    return new ProgramInput(Context.SOCKET_BUFFER, start, TestRun.PACKET);
  }

  private static ProgramInput other(Context context, TestRun testRun) {
    return new ProgramInput(context, Start.LINK, testRun);
  }

  /**
   * {@return how many bytes in front of the packet a test run takes that programs do not see: 0, or
   * those of an Ethernet header}
   */
  public int hidden() {
    return start == Start.LINK ? 0 : Ethhdr.SIZE;
  }

  /** {@return those bytes, for a program that shall see {@code packet}} */
  public byte[] hiddenHeader(byte[] packet) {
    return switch (start) {
      case LINK -> NO_HEADER;
      // Its protocol is what the context tells.
      case SECOND_LINK -> Arrays.copyOf(packet, Ethhdr.SIZE);
      case NETWORK -> {
        boolean is6 = packet.length > 0 && (packet[0] & 0xf0) == 0x60;
        byte[] header = new byte[Ethhdr.SIZE];
        System.arraycopy(is6 ? IPV6 : IPV4, 0, header, Ethhdr.H_PROTO.offset(), IPV4.length);
        yield header;
      }
    };
  }

  /**
   * {@return what a test run takes so that a program sees {@code packet} from its first byte on}
   */
  public byte[] testPacket(byte[] packet) {
    byte[] header = hiddenHeader(packet);
    byte[] all = Arrays.copyOf(header, header.length + packet.length);
    System.arraycopy(packet, 0, all, header.length, packet.length);
    return all;
  }

  /** {@return what programs see of {@code data}, the packet of a test run} */
  public byte[] seenOf(byte[] data) {
    return Arrays.copyOfRange(data, Math.min(hidden(), data.length), data.length);
  }
}
