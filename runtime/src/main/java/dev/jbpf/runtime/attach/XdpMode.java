package dev.jbpf.runtime.attach;

/**
 * Where on a packet's way an XDP program runs.
 *
 * <p>Source: {@code XDP_FLAGS_*} in {@code include/uapi/linux/if_link.h}.
 */
public enum XdpMode {
  /** In the driver, or in the network stack if the driver cannot. */
  BEST(0),
  /** In the network stack: works with every driver, after the packet was copied. */
  GENERIC(2),
  /** In the driver, or not at all. */
  NATIVE(4),
  /** In the network card, or not at all. */
  OFFLOADED(8);

  private final int flags;

  XdpMode(int flags) {
    this.flags = flags;
  }

  /** {@return the bits of {@code XDP_FLAGS_*}} */
  public int flags() {
    return flags;
  }
}
