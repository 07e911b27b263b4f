package dev.jbpf.verifier.facts;

import java.util.Arrays;

/** What a register holds after it was loaded from a context, or from a view of a socket. */
public enum ContextValue {
  /** A number of the size that was loaded. */
  NUMBER("number"),
  /** The first byte of the packet, or of a socket option's value. */
  PACKET("packet"),
  /** The byte behind the packet. */
  PACKET_END("packet-end"),
  /** The first byte of what stands before the packet. */
  PACKET_META("packet-meta"),
  /** {@code struct bpf_flow_keys}. */
  FLOW_KEYS("flow-keys"),
  /** A full socket. */
  SOCKET("socket"),
  /** A full socket, or null. */
  SOCKET_OR_NULL("socket?"),
  /** A socket of any kind. */
  SOCK_COMMON("sock"),
  /** A socket of any kind, or null. */
  SOCK_COMMON_OR_NULL("sock?"),
  /** An object of the kernel, trusted. */
  TYPED("btf"),
  /** An object of the kernel, or null. */
  TYPED_OR_NULL("btf?"),
  /** The buffer of a raw tracepoint that may be written. */
  TRACEPOINT_BUFFER("tp-buffer");

  private final String word;

  ContextValue(String word) {
    this.word = word;
  }

  /** {@return the value that tables name so} */
  static ContextValue parse(String word) {
    return Arrays.stream(values())
        .filter(value -> value.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no value of a context: " + word));
  }

  @Override
  public String toString() {
    return word;
  }
}
