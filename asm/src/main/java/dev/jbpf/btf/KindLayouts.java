package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import java.nio.ByteOrder;

/**
 * How long types of each kind are: the layout section of a BTF, since Linux 7.1. It has four bytes
 * a kind: how many follow the three words that all have, how many each entry takes, and flags.
 *
 * <p>Source: {@code uapi/linux/btf.h}, {@code struct btf_layout}.
 */
record KindLayouts(BtfWords words, int start, int length) {
  static final KindLayouts NONE =
      new KindLayouts(new BtfWords(new byte[0], ByteOrder.LITTLE_ENDIAN), 0, 0);

  /** The length of a header that tells where the section is. */
  static final int HEADER = 32;

  private static final int ROW = 4;
  private static final int HEAD = 3 * BtfWords.BYTES;
  private static final int BYTE = 0xff;

  /** The section for the kinds that are known here. */
  static ByteSink table(ByteOrder order) {
    ByteSink rows = new ByteSink(order, 0);
    rows.putInt(0); // void
    for (BtfKind kind : BtfKind.values()) {
      if (kind != BtfKind.UNKNOWN) {
        rows.putByte((kind.once().length() - HEAD / BtfWords.BYTES) * BtfWords.BYTES);
        rows.putByte(kind.entry().length() * BtfWords.BYTES);
        rows.putShort(0);
      }
    }
    return rows;
  }

  /** Those in a section of this start and length. */
  static KindLayouts read(BtfWords words, int[] section) {
    return new KindLayouts(words, section[0], section[1]);
  }

  /**
   * {@return how many bytes a type takes whose second word is {@code info}}
   *
   * @param at where it is
   * @throws BtfException if the section does not tell
   */
  long length(int info, int at) {
    int kind = BtfKind.number(info);
    if (kind == 0 || (kind + 1) * ROW > length) {
      throw new BtfException(at, "unknown kind " + kind + ", whose layout the BTF does not tell");
    }
    int row = start + kind * ROW;
    int once = words.bytes()[row] & BYTE;
    long entry = words.bytes()[row + 1] & BYTE;
    return HEAD + once + entry * BtfBytes.vlen(info);
  }
}
