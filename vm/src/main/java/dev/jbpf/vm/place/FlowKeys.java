package dev.jbpf.vm.place;

import static dev.jbpf.kernel.BpfFlowKeys.FLAGS;
import static dev.jbpf.kernel.BpfFlowKeys.NHOFF;
import static dev.jbpf.kernel.BpfFlowKeys.N_PROTO;
import static dev.jbpf.kernel.BpfFlowKeys.SIZE;
import static dev.jbpf.kernel.BpfFlowKeys.THOFF;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.RunMemory;

/**
 * The {@code struct bpf_flow_keys} that a flow dissector fills in, before a run and behind it, as
 * in the kernel's test run.
 *
 * <p>Source: {@code Documentation/bpf/prog_flow_dissector.rst}, and what Linux 6.18 answers.
 */
final class FlowKeys {
  private static final long ADDRESS = AddressSpace.windowBase(AddressSpace.FLOW_KEYS_WINDOW);

  private FlowKeys() {}

  /** Puts the keys where the program finds them; {@return their address} */
  static long place(SocketBuffer buffer, RunMemory memory) {
    byte[] keys = new byte[SIZE];
    put(keys, NHOFF, Ethhdr.SIZE);
    put(keys, THOFF, Ethhdr.SIZE);
    if (buffer.packet().length >= Ethhdr.SIZE) {
      System.arraycopy(
          buffer.packet(), Ethhdr.H_PROTO.offset(), keys, N_PROTO.offset(), N_PROTO.size());
    }
    byte[] flags = buffer.given().getOrDefault(FLAGS, new byte[FLAGS.size()]);
    System.arraycopy(flags, 0, keys, FLAGS.offset(), FLAGS.size());
    memory.map(new ArrayRegion("struct " + FLAGS.struct(), ADDRESS, keys, true));
    return ADDRESS;
  }

  /**
   * {@return the keys as the program left them} Offsets that are outside of the packet, or in front
   * of where the program began, are moved inside.
   */
  static byte[] left(SocketBuffer buffer, RunMemory memory) {
    byte[] keys = memory.read(ADDRESS, SIZE);
    int length = buffer.packet().length;
    int network = clamp(get(keys, NHOFF), Ethhdr.SIZE, length);
    put(keys, NHOFF, network);
    put(keys, THOFF, clamp(get(keys, THOFF), network, length));
    return keys;
  }

  private static int clamp(long value, int least, int most) {
    return (int) Math.min(Math.max(value, least), most);
  }

  private static long get(byte[] keys, StructField member) {
    return Bytes.load2(keys, member.offset());
  }

  private static void put(byte[] keys, StructField member, int value) {
    Bytes.store2(keys, member.offset(), value);
  }
}
