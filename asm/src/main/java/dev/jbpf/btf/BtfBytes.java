package dev.jbpf.btf;

/** One BTF as checked bytes: its types by their index, and its strings. */
record BtfBytes(BtfWords words, int[] offsets, BtfStrings strings) {
  private static final int INFO = BtfWords.BYTES;
  private static final int THIRD = 2 * BtfWords.BYTES;
  private static final int DEFINED = 0x9f00_ffff;

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
    return info & 0xffff;
  }

  static boolean flag(int info) {
    return info < 0;
  }

  /** {@return whether no bit of {@code info} is set that has no meaning yet} */
  static boolean isDefined(int info) {
    return (info & ~DEFINED) == 0;
  }
}
