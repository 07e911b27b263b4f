package dev.jbpf.runtime.attach;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The body of a netlink request: a struct, and attributes behind it. */
final class NetlinkMessage {
  private static final int SIZE = 512;
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int NESTED = 0x8000;

  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());

  NetlinkMessage u8(int value) {
    bytes.put((byte) value);
    return this;
  }

  NetlinkMessage u16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  NetlinkMessage u32(int value) {
    bytes.putInt(value);
    return this;
  }

  NetlinkMessage attribute(int type, int value) {
    header(type, Integer.BYTES);
    return u32(value);
  }

  NetlinkMessage attribute(int type, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    header(type, text.length + 1);
    bytes.put(text).put((byte) 0);
    return pad();
  }

  NetlinkMessage nested(int type, NetlinkMessage attributes) {
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
