package dev.jbpf.runtime.attach;

/**
 * The points on a packet's way where netfilter asks, in the kernel's order.
 *
 * <p>Source: {@code include/uapi/linux/netfilter.h}.
 */
public enum NetfilterPoint {
  /** What comes in, before it is known where it goes. */
  PRE_ROUTING,
  /** What comes in and stays here. */
  LOCAL_IN,
  /** What comes in and goes on to others. */
  FORWARD,
  /** What is sent here. */
  LOCAL_OUT,
  /** What goes out, wherever it comes from. */
  POST_ROUTING;

  /** {@return the kernel's number of it} */
  int number() {
    return ordinal();
  }
}
