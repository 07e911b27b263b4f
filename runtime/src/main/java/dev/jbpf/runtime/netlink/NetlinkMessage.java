package dev.jbpf.runtime.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The body of a netlink request: a struct, and attributes behind it; at most 512 bytes. Numbers are
 * in the machine's byte order.
 */
public final class NetlinkMessage {
  private static final int SIZE = 512;
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int NESTED = 0x8000;

  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());

  /** {@return this, with one byte more} */
  public NetlinkMessage u8(int value) {
    bytes.put((byte) value);
    return this;
  }

  /** {@return this, with four bytes more} */
  public NetlinkMessage u32(int value) {
    bytes.putInt(value);
    return this;
  }

  /** {@return this, with an attribute of four bytes} */
  public NetlinkMessage attribute(int type, int value) {
    header(type, Integer.BYTES);
    return u32(value);
  }

  /** {@return this, with an attribute of a text and a NUL} */
  public NetlinkMessage attribute(int type, String value) {
    return attribute(type, (value + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /** {@return this, with an attribute of these bytes} */
  public NetlinkMessage attribute(int type, byte[] value) {
    header(type, value.length);
    bytes.put(value);
    return pad();
  }

  /** {@return this, with an attribute that holds others, or a struct and others} */
  public NetlinkMessage nested(int type, NetlinkMessage attributes) {
    header(type | NESTED, attributes.size());
    bytes.put(attributes.bytes());
    return pad();
  }

  private void header(int type, int size) {
    bytes.putShort((short) (ATTRIBUTE_HEADER + size)).putShort((short) type);
  }

  private NetlinkMessage pad() {
    while (bytes.position() % Integer.BYTES != 0) {
      bytes.put((byte) 0);
    }
    return this;
  }

  int size() {
    return bytes.position();
  }

  byte[] bytes() {
    byte[] copy = new byte[bytes.position()];
    bytes.get(0, copy);
    return copy;
  }
}
