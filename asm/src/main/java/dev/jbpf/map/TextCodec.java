package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A C string in an array of chars. */
record TextCodec(int size) implements Codec<String> {
  TextCodec {
    Sizes.requirePositive(size);
  }

  @Override
  public int alignment() {
    return 1;
  }

  @Override
  public Layout layout() {
    return new Layout.Text(size);
  }

  @Override
  public void encode(String value, ByteBuffer out, int at) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= size) {
      throw new IllegalArgumentException(
          "a text of " + bytes.length + " bytes, must be at most " + (size - 1));
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text with a NUL in it, which would end it");
    }
    out.put(at, bytes);
    for (int i = bytes.length; i < size; i++) {
      out.put(at + i, (byte) 0);
    }
  }

  /** What C does not end, such as a name of full length, ends with the array. */
  @Override
  public String decode(ByteBuffer in, int at) {
    byte[] bytes = new byte[size];
    in.get(at, bytes);
    int length = 0;
    while (length < size && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "text(" + size + ")";
  }
}
