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

  int hashAt(int offset) {
    int hash = 0;
    int from = start + offset - base;
    for (int at = from; bytes[at] != 0 && at < from + HASHED; at++) {
      hash = 31 * hash + bytes[at];
    }
    return hash;
  }

  /** {@return what {@link #hashAt} gives for that name} */
  static int hash(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int hash = 0;
    for (int i = 0; i < Math.min(HASHED, bytes.length); i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
