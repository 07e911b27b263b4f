package dev.jbpf.vm.packet;

/**
 * A field of a header, in the order of bytes of the network.
 *
 * @param name as the builder and messages spell it
 * @param bit where it starts, counted from the header's first bit
 * @param width how many bits it has, 1 to 128; more than 64 for addresses only
 * @param form how it is written
 */
record HeaderField(String name, int bit, int width, Form form) {
  /** How a field is written. */
  enum Form {
    NUMBER,
    HEX,
    FLAGS,
    ETHER_TYPE,
    IP_PROTOCOL,
    CHECKSUM,
    MAC,
    IPV4,
    IPV6
  }

  int bytes() {
    return width / Byte.SIZE;
  }

  int offset() {
    return bit / Byte.SIZE;
  }

  long get(byte[] packet, int header) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      int at = header * Byte.SIZE + bit + i;
      value = value << 1 | packet[at / Byte.SIZE] >> 7 - at % Byte.SIZE & 1;
    }
    return value;
  }

  void set(byte[] packet, int header, long value) {
    for (int i = 0; i < width; i++) {
      int at = header * Byte.SIZE + bit + i;
      int mask = 1 << 7 - at % Byte.SIZE;
      boolean isSet = (value >>> width - 1 - i & 1) != 0;
      packet[at / Byte.SIZE] =
          (byte) (isSet ? packet[at / Byte.SIZE] | mask : packet[at / Byte.SIZE] & ~mask);
    }
  }

  boolean isAddress() {
    return form == Form.MAC || form == Form.IPV4 || form == Form.IPV6;
  }
}
