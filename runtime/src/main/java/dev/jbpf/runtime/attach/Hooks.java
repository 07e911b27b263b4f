package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.PerfHardware;
import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.PerfType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.attach.iterator.IteratorScope;
import dev.jbpf.runtime.attach.link.FileHook;
import dev.jbpf.runtime.attach.link.NetkitHook;
import dev.jbpf.runtime.attach.link.SockMapHook;
import dev.jbpf.runtime.attach.trace.BtfHook;
import dev.jbpf.runtime.attach.trace.KprobeHook;
import dev.jbpf.runtime.attach.trace.RawTracepointHook;
import dev.jbpf.runtime.attach.trace.SamplingHook;
import dev.jbpf.runtime.attach.trace.TracepointHook;
import dev.jbpf.runtime.attach.trace.UprobeHook;
import dev.jbpf.runtime.map.KernelMap;
import java.io.UncheckedIOException;
import java.nio.channels.NetworkChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The places where a program can be attached, for static import. Whether a place exists is seen
 * when a program is attached; the versions are those of Linux.
 */
public final class Hooks {
  private Hooks() {}

  /**
   * {@return a packet socket that sees what an interface sends and receives; closing the link
   * closes it} The program is a socket filter; as nobody reads the socket, it should return 0.
   *
   * @param networkInterface its name: {@code lo}
   */
  public static Hook packetSocket(String networkInterface) {
    return new PacketSocketHook(networkInterface);
  }

  /**
   * {@return the first instruction of a kernel function}
   *
   * @param function its name; where the compiler gave it a suffix, without that
   */
  public static Hook kprobe(String function) {
    return new KprobeHook(function, 0, false, 0);
  }

  /** {@return the instruction at {@code offset} bytes from the start of a kernel function} */
  public static Hook kprobe(String function, long offset) {
    return new KprobeHook(function, offset, false, 0);
  }

  /** {@return the return of a kernel function} */
  public static Hook kretprobe(String function) {
    return new KprobeHook(function, 0, true, 0);
  }

  /**
   * {@return the start of a function of an executable or a library, in every process}
   *
   * @throws IllegalArgumentException if the file has no such function
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Hook uprobe(Path file, String function) {
    return UprobeHook.ofFunction(file, function, OptionalInt.empty());
  }

  /** {@return the same at the function's return} */
  public static Hook uretprobe(Path file, String function) {
    return UprobeHook.ofFunction(file, function, OptionalInt.empty()).atReturn();
  }

  /** {@return the start of a function, or its return, in one process} */
  public static Hook uprobe(Path file, String function, OptionalInt process, boolean isReturn) {
    UprobeHook start = UprobeHook.ofFunction(file, function, process);
    return isReturn ? start.atReturn() : start;
  }

  /** {@return the instruction at that offset of a file, in every process} */
  public static Hook uprobe(Path file, long offset) {
    return UprobeHook.of(file, offset, OptionalInt.empty(), "0x" + Long.toHexString(offset));
  }

  /** {@return a tracepoint: {@code sched}, {@code sched_switch}} */
  public static Hook tracepoint(String category, String name) {
    return new TracepointHook(category, name, 0);
  }

  /** {@return a tracepoint whose arguments the program gets as they are: {@code sched_switch}} */
  public static Hook rawTracepoint(String name) {
    return new RawTracepointHook(ProgramType.RAW_TRACEPOINT, name, 0);
  }

  /**
   * {@return a tracepoint that lets programs write to what its first argument points to: {@code
   * bpf_test_finish}; since 5.2} Few tracepoints do.
   */
  public static Hook writableRawTracepoint(String name) {
    return new RawTracepointHook(ProgramType.RAW_TRACEPOINT_WRITABLE, name, 0);
  }

  /** {@return a tracepoint whose arguments have their kernel types; since 5.5} */
  public static Hook btfTracepoint(String name) {
    return BtfHook.tracepoint(name);
  }

  /**
   * {@return the place of a function of a loaded program, which another takes ({@code freplace});
   * since 5.6} The function is global, both have the same arguments, and the program types.
   *
   * @param function its name in the source
   */
  public static Hook replacement(KernelProgram program, String function) {
    return BtfHook.replacement(program, function);
  }

  /** {@return the start of a function of a loaded program, as a program is attached; since 5.6} */
  public static Hook fentry(KernelProgram program, String function) {
    return BtfHook.of(AttachType.TRACE_FENTRY, program, function);
  }

  /** {@return the end of a function of a loaded program, as a program is attached; since 5.6} */
  public static Hook fexit(KernelProgram program, String function) {
    return BtfHook.of(AttachType.TRACE_FEXIT, program, function);
  }

  /** {@return the start of a kernel function, by trampoline; since 5.5} */
  public static Hook fentry(String function) {
    return BtfHook.of(AttachType.TRACE_FENTRY, function);
  }

  /** {@return the return of a kernel function, by trampoline; since 5.5} */
  public static Hook fexit(String function) {
    return BtfHook.of(AttachType.TRACE_FEXIT, function);
  }

  /**
   * {@return the start of a kernel function, and its return where the program gave 0 at the start;
   * since 7.0}
   */
  public static Hook functionSession(String function) {
    return BtfHook.of(AttachType.TRACE_FSESSION, function);
  }

  /** {@return the return of a kernel function that lets programs change its result; since 5.7} */
  public static Hook fmodReturn(String function) {
    return BtfHook.of(AttachType.MODIFY_RETURN, function);
  }

  /** {@return a hook of the kernel's security modules: {@code file_open}; since 5.7} */
  public static Hook securityHook(String name) {
    return BtfHook.security(name);
  }

  /** {@return an iterator over what {@code name} says, such as {@code task}; since 5.8} */
  public static Hook iterator(String name) {
    return new IteratorHook(name, Optional.empty());
  }

  /**
   * {@return an iterator over part of that: the elements of one map ({@code bpf_map_elem}, {@code
   * sockmap}), one process or thread ({@code task}, {@code task_file}, {@code task_vma}), a control
   * group and what is in it ({@code cgroup})}
   */
  public static Hook iterator(String name, IteratorScope scope) {
    return new IteratorHook(name, Optional.of(scope));
  }

  /**
   * {@return samples of a software event on every CPU, {@code hertz} a second}
   *
   * @throws IllegalArgumentException if {@code hertz} is less than 1
   */
  public static Hook sampling(PerfSoftware event, int hertz) {
    return new SamplingHook(PerfType.SOFTWARE, event, hertz, 0);
  }

  /**
   * {@return samples of a hardware event on every CPU, {@code hertz} a second}
   *
   * @throws IllegalArgumentException if {@code hertz} is less than 1
   */
  public static Hook sampling(PerfHardware event, int hertz) {
    return new SamplingHook(PerfType.HARDWARE, event, hertz, 0);
  }

  /** {@return the packets that an interface receives, before the network stack; since 4.8} */
  public static Hook xdp(String networkInterface) {
    return xdp(networkInterface, XdpMode.BEST);
  }

  /** {@return the packets that an interface receives, before the network stack; since 4.8} */
  public static Hook xdp(String networkInterface, XdpMode mode) {
    return new XdpHook(networkInterface, mode);
  }

  /**
   * {@return the traffic control of an interface; since 4.5} By a link of the kernel's (tcx) since
   * 6.6, as {@link #clsact} before.
   */
  public static Hook tc(String networkInterface, Direction direction) {
    return new TcHook(networkInterface, direction, Optional.empty());
  }

  /**
   * {@return the traffic control of an interface, at a place in the order of those that are
   * attached there; since 6.6} For older kernels: {@link #clsact(String, Direction, int)}.
   */
  public static Hook tc(String networkInterface, Direction direction, TcPosition position) {
    return new TcHook(networkInterface, direction, Optional.of(position));
  }

  /**
   * {@return the traffic control of an interface, by a filter of the queueing discipline clsact;
   * since 4.5} The discipline is added where it is missing, and left there; the filter stays when
   * the process is killed.
   */
  public static Hook clsact(String networkInterface, Direction direction) {
    return new ClsactHook(TcFilter.CLASSIFIER, networkInterface, direction);
  }

  /**
   * {@return the same at a place in the order of filters}
   *
   * @param priority lower ones run first: 1 to 65,535
   * @throws IllegalArgumentException if it is none
   */
  public static Hook clsact(String networkInterface, Direction direction, int priority) {
    return new ClsactHook(
        TcFilter.CLASSIFIER, networkInterface, direction, OptionalInt.of(priority));
  }

  /**
   * {@return the same, as one of several filters of a priority}
   *
   * @param handle the filter's number, which is not there yet: 1 or more
   * @throws IllegalArgumentException if one of the numbers is none
   */
  public static Hook clsact(
      String networkInterface, Direction direction, int priority, int handle) {
    return new ClsactHook(
        TcFilter.CLASSIFIER,
        networkInterface,
        direction,
        OptionalInt.of(priority),
        OptionalInt.of(handle));
  }

  /**
   * {@return the packets that the primary device of a netkit pair sends, or those of its peer;
   * since 6.7}
   *
   * @param networkInterface the primary device, of either end
   * @param type {@code NETKIT_PRIMARY} or {@code NETKIT_PEER}
   * @throws IllegalArgumentException if it is another
   */
  public static Hook netkit(String networkInterface, AttachType type) {
    return netkit(networkInterface, type, TcPosition.LAST);
  }

  /** {@return the same at a place in the order of those that are attached there} */
  public static Hook netkit(String networkInterface, AttachType type, TcPosition position) {
    return new NetkitHook(type, networkInterface, position.anchor());
  }

  /**
   * {@return the action on every packet in the traffic control of an interface, as {@link #clsact}
   * otherwise; since 4.5} Where nothing asks for an action, {@link #tc} is shorter.
   */
  public static Hook action(String networkInterface, Direction direction) {
    return new ClsactHook(TcFilter.ACTION, networkInterface, direction);
  }

  /** {@return the same at a place in the order of filters; as {@link #clsact}} */
  public static Hook action(String networkInterface, Direction direction, int priority) {
    return new ClsactHook(TcFilter.ACTION, networkInterface, direction, OptionalInt.of(priority));
  }

  /**
   * {@return what the processes of a control group do}
   *
   * @param group its folder, under a mount of the version 2 hierarchy
   * @param type what they do: {@code CGROUP_INET_EGRESS}
   * @throws IllegalArgumentException if {@code type} belongs elsewhere
   */
  public static Hook cgroup(Path group, AttachType type) {
    return FileHook.ofGroup(group, type, Optional.empty());
  }

  /** {@return the same at a place in the order of those that are attached there; since 6.17} */
  public static Hook cgroup(Path group, AttachType type, TcPosition position) {
    return FileHook.ofGroup(group, type, Optional.of(position.anchor()));
  }

  /**
   * {@return a hook of the kernel's security modules, for the processes of one control group; since
   * 6.0}
   *
   * @param group its folder, under a mount of the version 2 hierarchy
   * @param name {@code socket_bind}
   */
  public static Hook cgroupSecurityHook(Path group, String name) {
    return FileHook.security(group, name);
  }

  /** {@return the choice of a socket for a packet, in the thread's network namespace; since 5.9} */
  public static Hook socketLookup() {
    return FileHook.ofOwnNetwork(ProgramType.SK_LOOKUP, AttachType.SK_LOOKUP);
  }

  /**
   * {@return how the kernel tells flows apart, in the thread's network namespace; since 5.8} Where
   * the first namespace of the machine has such a program, no other can have one.
   */
  public static Hook flowDissector() {
    return FileHook.ofOwnNetwork(ProgramType.FLOW_DISSECTOR, AttachType.FLOW_DISSECTOR);
  }

  /**
   * {@return a point on the way of packets through netfilter, in the thread's network namespace;
   * since 6.4}
   *
   * @param priority where in the order of those that look there, such as iptables' tables (filter:
   *     0, mangle: -150): lower ones are first
   * @throws IllegalArgumentException if {@code priority} is the least or the most that an int
   *     holds, which the kernel keeps for itself
   */
  public static Hook netfilter(NetfilterFamily family, NetfilterPoint point, int priority) {
    return new NetfilterHook(family, point, priority, false);
  }

  /**
   * {@return the same, where packets that came in pieces are whole; since 6.6} The kernel puts them
   * together at a priority of -400: the program's must be higher.
   */
  public static Hook netfilterOfWholePackets(
      NetfilterFamily family, NetfilterPoint point, int priority) {
    return new NetfilterHook(family, point, priority, true);
  }

  /** {@return what one of Java's sockets receives: the program returns how many bytes to keep} */
  public static Hook socket(NetworkChannel socket) {
    return new SocketHook(
        ProgramType.SOCKET_FILTER, socket, SocketOption.ATTACH_BPF, SocketOption.DETACH_FILTER);
  }

  /**
   * {@return the choice among the sockets that share a port, for each packet; since 4.19}
   *
   * @param socket any of them, bound with {@code SO_REUSEPORT}
   */
  public static Hook reuseport(NetworkChannel socket) {
    return new SocketHook(
        ProgramType.SK_REUSEPORT,
        socket,
        SocketOption.ATTACH_REUSEPORT_EBPF,
        SocketOption.DETACH_REUSEPORT_BPF);
  }

  /** {@return the messages that the sockets in a map send; since 4.17} */
  public static Hook socketMessages(KernelMap<?, ?> sockets) {
    return new SockMapHook(ProgramType.SK_MSG, AttachType.SK_MSG_VERDICT, sockets);
  }

  /** {@return what the sockets in a map receive; since 5.13} */
  public static Hook socketStreams(KernelMap<?, ?> sockets) {
    return socketStreams(sockets, AttachType.SK_SKB_VERDICT);
  }

  /**
   * {@return what the sockets in a map receive; since 4.14}
   *
   * @param type {@code SK_SKB_STREAM_PARSER}, {@code SK_SKB_STREAM_VERDICT} or {@code
   *     SK_SKB_VERDICT}
   */
  public static Hook socketStreams(KernelMap<?, ?> sockets, AttachType type) {
    return new SockMapHook(ProgramType.SK_SKB, type, sockets);
  }

  /**
   * {@return the division of what the sockets in a map receive into messages; since 4.14} The
   * program returns a message's length, for {@link #streamVerdict} to decide on.
   */
  public static Hook streamParser(KernelMap<?, ?> sockets) {
    return new SockMapHook(ProgramType.SK_SKB, AttachType.SK_SKB_STREAM_PARSER, sockets);
  }

  /** {@return the messages that the sockets in a map receive; since 4.14} */
  public static Hook streamVerdict(KernelMap<?, ?> sockets) {
    return new SockMapHook(ProgramType.SK_SKB, AttachType.SK_SKB_STREAM_VERDICT, sockets);
  }
}
