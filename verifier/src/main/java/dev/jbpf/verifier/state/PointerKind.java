package dev.jbpf.verifier.state;

/** What an address is of. */
public enum PointerKind {
  CONTEXT("the context"),
  STACK("the stack"),
  MAP("a map"),
  MAP_VALUE("a map's value"),
  MAP_KEY("a map's key"),
  PACKET("the packet"),
  PACKET_META("the packet's metadata"),
  PACKET_END("the packet's end"),
  SOCKET("a socket"),
  SOCK_COMMON("a socket of any kind"),
  TCP_SOCK("a TCP socket"),
  XDP_SOCK("an XDP socket"),
  FLOW_KEYS("flow keys"),
  MEMORY("memory"),
  RECORD("a record of a ring buffer"),
  TRACEPOINT_BUFFER("a tracepoint's buffer"),
  TYPED("an object of the kernel"),
  ALLOCATED("an object of the program's"),
  ALLOCATED_PER_CPU("an object of the program's that each CPU has"),
  PER_CPU("a variable that each CPU has"),
  UNTRUSTED_BYTES("memory that may be gone"),
  DYNPTR("a dynptr"),
  FUNCTION("a function"),
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
