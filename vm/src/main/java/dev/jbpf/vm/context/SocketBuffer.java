package dev.jbpf.vm.context;

import static dev.jbpf.kernel.SkBuff.DATA;
import static dev.jbpf.kernel.SkBuff.DATA_END;
import static dev.jbpf.kernel.SkBuff.DATA_META;
import static dev.jbpf.kernel.SkBuff.FLOW_KEYS;
import static dev.jbpf.kernel.SkBuff.LEN;
import static dev.jbpf.kernel.SkBuff.SK;

import dev.jbpf.kernel.BpfFlowKeys;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.world.Socket;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A packet as socket filters and classifiers get it: r1 points to a {@code struct __sk_buff} of
 * {@code bpf.h}, whose members are the constants of {@link dev.jbpf.kernel.SkBuff}. Those that are
 * not given are what the kernel's test run makes of the packet: its protocol, for whom it is, that
 * it came in by interface 1. Programs may change those only that the kernel lets programs of their
 * type change; other stores fault.
 *
 * <p>A flow dissector gets no more than where the packet is, and a {@code struct bpf_flow_keys} to
 * fill in, of which {@link dev.jbpf.kernel.BpfFlowKeys#FLAGS} can be given; these keys are what a
 * run leaves of the context.
 */
public final class SocketBuffer implements Context {
  private static final Set<StructField> NOT_GIVEN =
      Set.of(LEN, DATA, DATA_END, DATA_META, FLOW_KEYS, SK);

  private static final Set<ProgramType> LOOKING =
      EnumSet.of(
          ProgramType.SOCKET_FILTER,
          ProgramType.CGROUP_SKB,
          ProgramType.LWT_IN,
          ProgramType.LWT_OUT,
          ProgramType.LWT_SEG6LOCAL,
          ProgramType.FLOW_DISSECTOR);

  private final ProgramType type;
  private final byte[] packet;
  private final Map<StructField, byte[]> given;

  private final Optional<Socket> socket;

  private SocketBuffer(
      ProgramType type, byte[] packet, Map<StructField, byte[]> given, Optional<Socket> socket) {
    this.type = type;
    this.packet = packet;
    this.given = given;
    this.socket = socket;
  }

  /** {@return {@code packet} itself, from the Ethernet header on, as a classifier gets it} */
  public static SocketBuffer of(byte[] packet) {
    return of(ProgramType.SCHED_CLS, packet);
  }

  /**
   * {@return {@code packet} itself, as programs of {@code type} get it in the kernel's test run}
   *
   * @param packet from the header of the network on for control groups and lightweight tunnels,
   *     else from the Ethernet header on
   */
  public static SocketBuffer of(ProgramType type, byte[] packet) {
    return new SocketBuffer(type, packet, Map.of(), Optional.empty());
  }

  /**
   * {@return the same with a number as {@code member}} {@code PROTOCOL} and {@code VLAN_PROTO} are
   * in network byte order, in the lower 16 bits.
   *
   * @throws IllegalArgumentException if there is no such member, it is an array, an address or a
   *     length, or the number does not fit
   */
  public SocketBuffer with(StructField member, long value) {
    return with(member, StructBytes.of(member, value));
  }

  /**
   * {@return the same with these bytes as {@code member}, such as {@code CB} or {@code REMOTE_IP6}}
   *
   * @throws IllegalArgumentException if there is no such member, it is an address or a length, or
   *     has another number of bytes
   */
  public SocketBuffer with(StructField member, byte[] bytes) {
    if (isFlow() && !member.equals(BpfFlowKeys.FLAGS)) {
      throw new IllegalArgumentException(
          "a flow dissector is given " + BpfFlowKeys.FLAGS + " only, not " + member);
    }
    if (!isFlow() && !member.struct().equals(LEN.struct())) {
      throw new IllegalArgumentException(member + " is no member of struct " + LEN.struct());
    }
    if (NOT_GIVEN.contains(member)) {
      throw new IllegalArgumentException(member + " follows from the packet, or is no number");
    }
    if (bytes.length != member.size()) {
      throw new IllegalArgumentException(
          member + " has " + member.size() + " bytes, not " + bytes.length);
    }
    Map<StructField, byte[]> more = new LinkedHashMap<>(given);
    more.put(member, bytes.clone());
    return new SocketBuffer(type, packet, more, socket);
  }

  /** {@return the same of that socket, to which the member {@code sk} points} */
  public SocketBuffer of(Socket owner) {
    return new SocketBuffer(type, packet, given, Optional.of(owner));
  }

  /** {@return the socket it is of; empty if it is that of the kernel's test run} */
  public Optional<Socket> socket() {
    return socket;
  }

  /** {@return whether it is as flow dissectors get it} */
  public boolean isFlow() {
    return type == ProgramType.FLOW_DISSECTOR;
  }

  /** {@return whether programs of its type may look at the packet only} */
  public boolean isReadOnly() {
    return LOOKING.contains(type);
  }

  /** {@return the type of the programs that get it} */
  public ProgramType type() {
    return type;
  }

  /** {@return the packet itself} */
  public byte[] packet() {
    return packet;
  }

  /** {@return the members that were given, by their bytes} */
  public Map<StructField, byte[]> given() {
    return Collections.unmodifiableMap(given);
  }
}
