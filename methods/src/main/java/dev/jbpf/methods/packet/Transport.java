package dev.jbpf.methods.packet;

/** The numbers that IP has for what it carries. */
final class Transport {
  static final int TCP = 6;
  static final int UDP = 17;

  private Transport() {}
}
