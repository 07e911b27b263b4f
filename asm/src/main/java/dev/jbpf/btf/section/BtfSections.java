package dev.jbpf.btf.section;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Completes the {@code .BTF} of an object as the kernel wants it: compilers leave the sizes of data
 * sections open, because they do not know them yet.
 */
public final class BtfSections {
  private static final int SIZE = 2 * Integer.BYTES;
  private static final int HEADER = 3 * Integer.BYTES;
  private static final int ENTRY = 3 * Integer.BYTES;

  /** What an object knows of its sections. */
  public interface Layout {
    /** {@return the size in bytes of that section, 0 if there is none} */
    long size(String section);

    /** {@return the offset in bytes of that variable in that section, if a symbol says it} */
    OptionalLong offset(String section, String variable);
  }

  private BtfSections() {}

  /**
   * {@return the same BTF, with the size of each data section, and its variables in the order of
   * their offsets}
   *
   * @param bytes BTF whose relocations are applied
   * @param layout gives sizes and offsets; a section that has a size already is left as it is
   * @throws BtfException if the bytes are no BTF
   */
  public static byte[] complete(byte[] bytes, Layout layout) {
    Btf types = Btf.parse(bytes);
    byte[] result = bytes.clone();
    ByteBuffer words = ByteBuffer.wrap(result).order(types.order());
    for (int id = 1; id < types.size(); id++) {
      if (types.kind(id).orElseThrow() == BtfKind.DATASEC
          && types.type(id) instanceof BtfType.Datasec section
          && section.size() == 0) {
        int at = types.start(id);
        words.putInt(at + SIZE, (int) layout.size(section.name()));
        write(words, at + HEADER, placed(types, section, layout));
      }
    }
    return result;
  }

  private static List<BtfType.Variable> placed(Btf types, BtfType.Datasec section, Layout layout) {
    List<BtfType.Variable> variables = new ArrayList<>();
    for (BtfType.Variable variable : section.variables()) {
      long offset =
          layout.offset(section.name(), types.name(variable.type())).orElse(variable.offset());
      variables.add(new BtfType.Variable(variable.type(), offset, variable.size()));
    }
    variables.sort(Comparator.comparingLong(BtfType.Variable::offset));
    return variables;
  }

  private static void write(ByteBuffer words, int start, List<BtfType.Variable> variables) {
    int at = start;
    for (BtfType.Variable variable : variables) {
      words.putInt(at, variable.type());
      words.putInt(at + Integer.BYTES, (int) variable.offset());
      words.putInt(at + 2 * Integer.BYTES, (int) variable.size());
      at += ENTRY;
    }
  }
}
