package dev.jbpf.vm.context;

import dev.jbpf.vm.memory.Memory;
import dev.jbpf.vm.memory.PacketMemory;

/**
 * A packet as XDP programs get it: r1 points to a {@code struct xdp_md} of {@code bpf.h}.
 *
 * @param packet the bytes themselves, from the Ethernet header on; not a copy
 * @param ingressIfindex the interface that it came in by
 * @param rxQueue the queue of that interface
 */
public record Xdp(byte[] packet, int ingressIfindex, int rxQueue) implements Context {
  private static final int SIZE = 24;
  private static final int DATA = 0;
  private static final int DATA_END = 4;
  private static final int DATA_META = 8;
  private static final int INGRESS_IFINDEX = 12;
  private static final int RX_QUEUE = 16;

  /** A packet from queue 0 of interface 1. */
  public Xdp(byte[] packet) {
    this(packet, 1, 0);
  }

  @Override
  public long place(Memory memory, PacketMemory target) {
    Fields fields = new Fields(SIZE).u32(INGRESS_IFINDEX, ingressIfindex).u32(RX_QUEUE, rxQueue);
    target.set(
        "packet",
        packet,
        (meta, data, end) -> fields.u32(DATA_META, meta).u32(DATA, data).u32(DATA_END, end));
    return fields.place(memory, "struct xdp_md", false);
  }
}
