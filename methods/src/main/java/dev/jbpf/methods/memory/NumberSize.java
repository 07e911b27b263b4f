package dev.jbpf.methods.memory;

import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Layout;

/** Which values can be added to in memory: numbers as registers hold them, large enough. */
final class NumberSize {
  private NumberSize() {}

  /**
   * {@return the size of the number that {@code codec} puts into memory}
   *
   * @param least the bytes that it has at least
   * @throws IllegalArgumentException if it puts anything else there, or less
   */
  static int of(Codec<?> codec, int least) {
    Layout layout = codec.layout();
    if (layout instanceof Layout.Struct struct && struct.members().size() == 1) {
      layout = struct.members().get(0).layout();
    }
    if (layout instanceof Layout.Number number && number.bytes() >= least) {
      return number.bytes();
    }
    String wanted = least == Byte.BYTES ? "a number" : "a number of at least " + least + " bytes";
    throw new IllegalArgumentException(
        "it needs " + wanted + " in the byte order of the machine, found " + words(layout));
  }

  private static String words(Layout layout) {
    if (layout instanceof Layout.Number) {
      return "one of " + layout.size();
    }
    return layout instanceof Layout.BigEndianNumber
        ? "one in network order"
        : layout.size() + " bytes of another kind";
  }
}
