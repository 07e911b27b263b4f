package dev.jbpf.runtime.attach;

/**
 * The packets that a netfilter program sees.
 *
 * <p>Source: {@code include/uapi/linux/netfilter.h}.
 */
public enum NetfilterFamily {
  /** Packets of IPv4. */
  IPV4(2),
  /** Packets of IPv6. */
  IPV6(10);

  private final int number;

  NetfilterFamily(int number) {
    this.number = number;
  }

  /** {@return the kernel's number of it} */
  int number() {
    return number;
  }
}
