package dev.jbpf.btf;

import java.nio.charset.StandardCharsets;

/**
 * The names of one BTF: strings, each ended by a zero byte, found by the offset of their first.
 *
 * @param bytes the whole BTF
 * @param start where the strings start in it
 * @param base the offset that the first has: 0, or the length of all strings of the base
 * @param length in bytes
 */
record BtfStrings(byte[] bytes, int start, int base, int length) {
  /** How many bytes of a name its hash counts, so that a long one that many share costs little. */
  private static final int HASHED = 64;

  /** {@return the offset behind the last string} */
  int limit() {
    return base + length;
  }

  String at(int offset) {
    int from = start + offset - base;
    int end = from;
    while (bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** {@return whether the string at that offset starts so} It may go on. */
  boolean startsWith(int offset, byte... wanted) {
    int from = start + offset - base;
    if (from + wanted.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@return a hash of the name up to its first flavour: names that differ in that share it} */
  int hashAt(int offset) {
    return hash(bytes, start + offset - base);
  }

  /** {@return what {@link #hashAt} gives for that name} */
  static int hash(String name) {
    return hash((name + "\0").getBytes(StandardCharsets.UTF_8), 0);
  }

  private static int hash(byte[] bytes, int from) {
    int hash = 0;
    for (int at = from; at < from + HASHED && bytes[at] != 0; at++) {
      if (bytes[at] == '_' && Flavour.startsAt(bytes, from, at)) {
        return hash;
      }
      hash = 31 * hash + bytes[at];
    }
    return hash;
  }
}
