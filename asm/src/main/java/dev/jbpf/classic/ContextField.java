package dev.jbpf.classic;

/** The fields of {@code struct __sk_buff} that hold what classic programs read; 32 bits each. */
enum ContextField {
  LEN(0),
  PACKET_TYPE(4),
  MARK(8),
  QUEUE_MAPPING(12),
  PROTOCOL(16),
  VLAN_PRESENT(20),
  VLAN_TCI(24),
  VLAN_PROTO(28),
  IFINDEX(40),
  HASH(68);

  private final int offset;

  ContextField(int offset) {
    this.offset = offset;
  }

  /** {@return its place in the struct, in bytes} */
  int offset() {
    return offset;
  }
}
