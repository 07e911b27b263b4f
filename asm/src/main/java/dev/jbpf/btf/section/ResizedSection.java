package dev.jbpf.btf.section;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType.Array;
import dev.jbpf.btf.BtfType.Datasec;
import dev.jbpf.btf.BtfType.Var;
import dev.jbpf.btf.BtfType.Variable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The types of a section of variables whose last one, an array, has become longer.
 *
 * <p>Source: the behaviour of libbpf; {@code Documentation/bpf/btf.rst}.
 */
public final class ResizedSection {
  private static final int WORD = Integer.BYTES;
  private static final int TYPE_BYTES_AT = 3 * WORD;
  private static final int STRINGS_AT = 4 * WORD;
  private static final int HEADER_BYTES_AT = WORD;
  private static final int ARRAY_BYTES = 6 * WORD;
  private static final int ARRAY_INFO = 3 << 24;

  /** Of a section or a variable: the words behind its name and its kind. */
  private static final int CONTENT = 2 * WORD;

  private static final int ENTRY = 3 * WORD;

  private ResizedSection() {}

  /**
   * {@return the same BTF, for a section of {@code size} bytes; empty where its last variable is no
   * array, or the section does not end at one of its elements}
   *
   * @throws BtfException if the bytes are no BTF
   */
  public static Optional<byte[]> of(byte[] btf, String section, int size) {
    Btf types = Btf.parse(btf);
    return types.find(section, BtfKind.DATASEC).stream()
        .boxed()
        .flatMap(id -> resized(types, btf, id, size).stream())
        .findFirst();
  }

  private static Optional<byte[]> resized(Btf types, byte[] btf, int section, int size) {
    List<Variable> variables = ((Datasec) types.type(section)).variables();
    if (variables.isEmpty()) {
      return Optional.empty();
    }
    Variable last = variables.get(variables.size() - 1);
    Var variable = (Var) types.type(last.type());
    if (!(types.type(types.resolve(variable.type())) instanceof Array array)) {
      return Optional.empty();
    }
    long element = types.sizeOf(array.element()).orElse(0);
    long length = size - last.offset();
    if (element == 0 || length % element != 0) {
      return Optional.empty();
    }
    ByteBuffer grown = withArray(types, btf, array, (int) (length / element));
    int at = types.start(section);
    grown.putInt(at + CONTENT, size);
    grown.putInt(at + CONTENT + variables.size() * ENTRY, (int) length);
    grown.putInt(types.start(last.type()) + CONTENT, types.size());
    return Optional.of(grown.array());
  }

  /** What comes behind the types moves on. */
  private static ByteBuffer withArray(Btf types, byte[] btf, Array array, int count) {
    ByteBuffer before = ByteBuffer.wrap(btf).order(types.order());
    int end =
        before.getInt(HEADER_BYTES_AT) + before.getInt(2 * WORD) + before.getInt(TYPE_BYTES_AT);
    ByteBuffer grown = ByteBuffer.allocate(btf.length + ARRAY_BYTES).order(types.order());
    grown.put(btf, 0, end);
    grown.putInt(0).putInt(ARRAY_INFO).putInt(0);
    grown.putInt(array.element()).putInt(array.index()).putInt(count);
    grown.put(btf, end, btf.length - end);
    grown.putInt(TYPE_BYTES_AT, before.getInt(TYPE_BYTES_AT) + ARRAY_BYTES);
    grown.putInt(STRINGS_AT, before.getInt(STRINGS_AT) + ARRAY_BYTES);
    return grown;
  }
}
