package dev.jbpf.btf;

import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;

/**
 * Completes the {@code .BTF} of an object as the kernel wants it: compilers leave the sizes of data
 * sections open, because they do not know them yet.
 */
public final class BtfSections {
  private static final int SIZE = 2 * BtfWords.BYTES;
  private static final int HEADER = 3 * BtfWords.BYTES;
  private static final int ENTRY = 3 * BtfWords.BYTES;

  private BtfSections() {}

  /**
   * {@return the same BTF, with the size of each data section, and its variables in the order of
   * their offsets}
   *
   * @param bytes BTF whose relocations are applied
   * @param sizeOf gives the size in bytes of the object's section of a name, 0 if there is none;
   *     that of a section that has a size already is kept
   * @throws BtfException if the bytes are no BTF
   */
  public static byte[] complete(byte[] bytes, ToLongFunction<String> sizeOf) {
    Btf types = Btf.parse(bytes);
    byte[] result = bytes.clone();
    ByteBuffer words = ByteBuffer.wrap(result).order(types.order());
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.Datasec section) {
        int at = types.bytes().offsets()[id - 1];
        if (section.size() == 0) {
          words.putInt(at + SIZE, (int) sizeOf.applyAsLong(section.name()));
        }
        sort(words, at + HEADER, section);
      }
    }
    return result;
  }

  private static void sort(ByteBuffer words, int start, BtfType.Datasec section) {
    int[] at = {start};
    section.variables().stream()
        .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
        .forEach(
            variable -> {
              words.putInt(at[0], variable.type());
              words.putInt(at[0] + BtfWords.BYTES, (int) variable.offset());
              words.putInt(at[0] + 2 * BtfWords.BYTES, (int) variable.size());
              at[0] += ENTRY;
            });
  }
}
