package dev.jbpf.ir.eval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of an evaluation: areas, each far from the others. An access that is not inside of one is
 * an error of the program.
 */
public final class AreaMemory {
  private static final int AREA_BITS = 20;

  private static final long OFFSET = (1L << AREA_BITS) - 1;

  private final ByteOrder order;
  private final List<ByteBuffer> areas = new ArrayList<>();

  /** Memory of that byte order, nothing in it. */
  public AreaMemory(ByteOrder order) {
    this.order = order;
  }

  /** {@return the byte order} */
  public ByteOrder order() {
    return order;
  }

  /** {@return the address of {@code bytes}, which are no copy} */
  public long place(byte[] bytes) {
    areas.add(ByteBuffer.wrap(bytes).order(order));
    return (long) areas.size() << AREA_BITS;
  }

  /**
   * {@return the {@code bits} at {@code address}, zeros above}
   *
   * @throws IllegalArgumentException if they are not there
   */
  public long load(long address, int bits) {
    ByteBuffer area = area(address, bits);
    int at = (int) (address & OFFSET);
    return switch (bits) {
      case Byte.SIZE -> area.get(at) & 0xffL;
      case Short.SIZE -> area.getShort(at) & 0xffffL;
      case Integer.SIZE -> area.getInt(at) & 0xffff_ffffL;
      default -> area.getLong(at);
    };
  }

  /**
   * Writes the lower {@code bits} of {@code value} at {@code address}.
   *
   * @throws IllegalArgumentException if there is no such place
   */
  public void store(long address, int bits, long value) {
    ByteBuffer area = area(address, bits);
    int at = (int) (address & OFFSET);
    switch (bits) {
      case Byte.SIZE -> area.put(at, (byte) value);
      case Short.SIZE -> area.putShort(at, (short) value);
      case Integer.SIZE -> area.putInt(at, (int) value);
      default -> area.putLong(at, value);
    }
  }

  private ByteBuffer area(long address, int bits) {
    long number = (address >>> AREA_BITS) - 1;
    long end = (address & OFFSET) + bits / Byte.SIZE;
    if (number < 0 || number >= areas.size() || end > areas.get((int) number).capacity()) {
      throw new IllegalArgumentException(
          bits + " bits at 0x" + Long.toHexString(address) + " are in no memory");
    }
    return areas.get((int) number);
  }
}
