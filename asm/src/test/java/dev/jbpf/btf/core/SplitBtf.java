package dev.jbpf.btf.core;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The types of a module: what a builder has beyond what it had before. */
public final class SplitBtf {
  private static final int HEADER = 24;
  private static final int TYPE_LENGTH = 12;
  private static final int STRING_OFFSET = 16;
  private static final int STRING_LENGTH = 20;

  private SplitBtf() {}

  /** {@return what {@code whole} adds to {@code kernel}, which is what it started with} */
  public static Btf of(byte[] kernel, BtfBuilder whole) {
    ByteBuffer before = ByteBuffer.wrap(kernel).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer all = ByteBuffer.wrap(whole.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    int types = all.getInt(TYPE_LENGTH) - before.getInt(TYPE_LENGTH);
    int strings = all.getInt(STRING_LENGTH) - before.getInt(STRING_LENGTH);
    ByteBuffer split = ByteBuffer.allocate(HEADER + types + strings).order(ByteOrder.LITTLE_ENDIAN);
    split.put(all.array(), 0, HEADER);
    split.putInt(TYPE_LENGTH, types);
    split.putInt(STRING_OFFSET, types);
    split.putInt(STRING_LENGTH, strings);
    split.put(all.array(), HEADER + before.getInt(TYPE_LENGTH), types);
    split.put(all.array(), all.capacity() - strings, strings);
    return Btf.parse(split.array(), Btf.parse(kernel));
  }
}
