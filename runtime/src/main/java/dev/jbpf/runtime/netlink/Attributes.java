package dev.jbpf.runtime.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The attributes of a netlink answer, or of one that holds others; of each type the last one. */
public final class Attributes {
  private static final int HEADER = 4;
  private static final int NESTED = 0x8000;

  private final Map<Integer, ByteBuffer> values = new HashMap<>();

  /** Those that {@code bytes} hold from {@code start} on. */
  public Attributes(ByteBuffer bytes, int start) {
    for (int at = start; at + HEADER <= bytes.limit(); ) {
      int length = Short.toUnsignedInt(bytes.getShort(at));
      if (length < HEADER || at + length > bytes.limit()) {
        return;
      }
      int type = Short.toUnsignedInt(bytes.getShort(at + 2)) & ~NESTED;
      values.put(type, bytes.slice(at + HEADER, length - HEADER).order(bytes.order()));
      at += (length + 3) & -4;
    }
  }

  /** {@return the number of 32 bits of that type} */
  public OptionalInt u32(int type) {
    ByteBuffer value = values.get(type);
    return value == null || value.limit() < Integer.BYTES
        ? OptionalInt.empty()
        : OptionalInt.of(value.getInt(0));
  }

  /** {@return the number of 8 bits of that type} */
  public OptionalInt u8(int type) {
    ByteBuffer value = values.get(type);
    return value == null || value.limit() < 1
        ? OptionalInt.empty()
        : OptionalInt.of(Byte.toUnsignedInt(value.get(0)));
  }

  /** {@return the text of that type, without its NUL} */
  public Optional<String> text(int type) {
    return Optional.ofNullable(values.get(type))
        .map(value -> StandardCharsets.UTF_8.decode(value.duplicate()).toString())
        .map(text -> text.indexOf('\0') < 0 ? text : text.substring(0, text.indexOf('\0')));
  }

  /** {@return the attributes that the one of that type holds; none if there is none} */
  public Attributes nested(int type) {
    return new Attributes(values.getOrDefault(type, ByteBuffer.allocate(0)), 0);
  }
}
