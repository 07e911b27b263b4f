package dev.jbpf.btf;

/** One BTF as checked bytes: its types by their index, and its strings. */
record BtfBytes(BtfWords words, int[] offsets, BtfStrings strings) {
  /** How many members a type may have; until Linux 7.2 there were 65,535. */
  static final int MAX_VLEN = 0xff_ffff;

  private static final int INFO = BtfWords.BYTES;
  private static final int THIRD = 2 * BtfWords.BYTES;

  int count() {
    return offsets.length;
  }

  int nameOffset(int index) {
    return words.at(offsets[index]);
  }

  int info(int index) {
    return words.at(offsets[index] + INFO);
  }

  /** {@return the word that holds a size or a type id, or nothing} */
  int third(int index) {
    return words.at(offsets[index] + THIRD);
  }

  BtfKind kind(int index) {
    return BtfKind.in(info(index));
  }

  static int vlen(int info) {
    return info & MAX_VLEN;
  }

  static boolean flag(int info) {
    return info < 0;
  }
}
