package dev.jbpf.vm.context;

import static dev.jbpf.kernel.XdpMd.DATA;
import static dev.jbpf.kernel.XdpMd.DATA_END;
import static dev.jbpf.kernel.XdpMd.DATA_META;
import static dev.jbpf.kernel.XdpMd.INGRESS_IFINDEX;
import static dev.jbpf.kernel.XdpMd.RX_QUEUE_INDEX;
import static dev.jbpf.kernel.XdpMd.SIZE;

import dev.jbpf.vm.memory.Memory;
import dev.jbpf.vm.memory.PacketLayout;
import dev.jbpf.vm.memory.PacketMemory;
import dev.jbpf.vm.memory.StoreRule;

/**
 * A packet as XDP programs get it: r1 points to a {@code struct xdp_md} of {@code bpf.h}.
 *
 * @param packet the bytes themselves, from the Ethernet header on; not a copy
 * @param ingressIfindex the interface that it came in by
 * @param rxQueue the queue of that interface
 */
public record Xdp(byte[] packet, int ingressIfindex, int rxQueue) implements Context {
  /** A packet from queue 0 of interface 1. */
  public Xdp(byte[] packet) {
    this(packet, 1, 0);
  }

  @Override
  public long place(Memory memory, PacketMemory target) {
    Fields fields =
        new Fields(SIZE)
            .u32(INGRESS_IFINDEX.offset(), ingressIfindex)
            .u32(RX_QUEUE_INDEX.offset(), rxQueue);
    target.set(
        "packet",
        packet,
        PacketLayout.XDP,
        (meta, data, end) ->
            fields
                .u32(DATA_META.offset(), meta)
                .u32(DATA.offset(), data)
                .u32(DATA_END.offset(), end));
    return fields.place(memory, "struct xdp_md", StoreRule.NONE);
  }
}
