package dev.jbpf.text.section;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a section of data, and what in them depends on symbols. */
public final class DataBuffer {
  private final ByteOrder order;
  private byte[] bytes = {};
  private int size;
  public final List<Fix> fixes = new ArrayList<>();

  /** A number of {@code width} bytes at {@code at}: a symbol, less another, plus {@code addend}. */
  public record Fix(int at, int width, int symbol, int minus, long addend, int from, int to) {}

  DataBuffer(ByteOrder order) {
    this.order = order;
  }

  public int size() {
    return size;
  }

  byte get(int at) {
    return bytes[at];
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void addByte(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(256, size * 2));
    }
    bytes[size++] = (byte) value;
  }

  /** Appends what {@code more} has. */
  void append(DataBuffer more) {
    for (Fix fix : more.fixes) {
      fixes.add(
          new Fix(size + fix.at, fix.width, fix.symbol, fix.minus, fix.addend, fix.from, fix.to));
    }
    for (int i = 0; i < more.size; i++) {
      addByte(more.bytes[i]);
    }
  }

  /** Replaces {@code width} bytes at {@code at} by {@code value}. */
  public void set(int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      int shift = order == ByteOrder.LITTLE_ENDIAN ? i : width - 1 - i;
      bytes[at + i] = (byte) (value >>> 8 * shift);
    }
  }
}
