package dev.jbpf.methods.packet;

/** The numbers that IP has for what it carries. */
final class Transport {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ICMPV6 = 58;

  private Transport() {}
}
