package dev.jbpf.verifier.state;

/** What an address is of. */
public enum PointerKind {
  CONTEXT("the context"),
  STACK("the stack"),
  MAP("a map"),
  MAP_VALUE("a map value"),
  MAP_KEY("a map key"),
  PACKET("the packet"),
  PACKET_META("the packet metadata"),
  PACKET_END("the packet end"),
  SOCKET("a socket"),
  SOCK_COMMON("a sock_common"),
  TCP_SOCK("a tcp_sock"),
  XDP_SOCK("an xdp_sock"),
  FLOW_KEYS("flow keys"),
  MEMORY("memory"),
  RECORD("a ring buffer record"),
  TRACEPOINT_BUFFER("a tracepoint buffer"),
  TYPED("a kernel object"),
  ALLOCATED("an allocated object"),
  ALLOCATED_PER_CPU("an allocated per-CPU object"),
  PER_CPU("a per-CPU variable"),
  UNTRUSTED_BYTES("untrusted memory"),
  DYNPTR("a dynptr"),
  FUNCTION("a function"),
  INSTRUCTION("an instruction"),
  ARENA("an arena");

  private final String words;

  PointerKind(String words) {
    this.words = words;
  }

  /** {@return whether it is of the packet, which calls can move} */
  public boolean isPacket() {
    return this == PACKET || this == PACKET_META || this == PACKET_END;
  }

  /** {@return whether it is one of the views of sockets} */
  public boolean isSocket() {
    return this == SOCKET || this == SOCK_COMMON || this == TCP_SOCK || this == XDP_SOCK;
  }

  /** In the words of messages, such as {@code a map's value}. */
  @Override
  public String toString() {
    return words;
  }
}
