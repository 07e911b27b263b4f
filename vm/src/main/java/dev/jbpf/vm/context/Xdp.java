package dev.jbpf.vm.context;

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
}
