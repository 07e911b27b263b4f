package dev.jbpf.runtime;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.map.Layout;
import java.util.List;
import java.util.Set;

/** Describes keys and values as types (BTF). */
final class LayoutTypes {
  private static final String INDEX = "__ARRAY_SIZE_TYPE__";

  private final BtfBuilder types;

  LayoutTypes(BtfBuilder types) {
    this.types = types;
  }

  /** {@return the id of the type that {@code layout} is} */
  int add(Layout layout) {
    if (layout instanceof Layout.Number number) {
      return number(number.bytes(), number.isSigned());
    }
    if (layout instanceof Layout.BigEndianNumber number) {
      String name = "__be" + number.bytes() * Byte.SIZE;
      return types.add(new BtfType.Typedef(name, number(number.bytes(), false)));
    }
    if (layout instanceof Layout.Text text) {
      return array(integer("char", 1, Set.of(Encoding.SIGNED)), text.bytes());
    }
    if (layout instanceof Layout.Array array) {
      return array(add(array.element()), array.count());
    }
    return struct((Layout.Struct) layout);
  }

  private int array(int element, int count) {
    return types.add(new BtfType.Array(element, integer(INDEX, Integer.BYTES, Set.of()), count));
  }

  private int struct(Layout.Struct struct) {
    List<BtfType.Member> members =
        struct.members().stream()
            .map(
                m ->
                    new BtfType.Member(m.name(), add(m.layout()), m.offset() * (long) Byte.SIZE, 0))
            .toList();
    return types.add(new BtfType.Struct(struct.name(), struct.bytes(), members));
  }

  private int number(int bytes, boolean isSigned) {
    return isSigned
        ? integer(name(bytes), bytes, Set.of(Encoding.SIGNED))
        : integer("unsigned " + name(bytes), bytes, Set.of());
  }

  private int integer(String name, int bytes, Set<Encoding> encodings) {
    return types.add(new BtfType.Int(name, bytes, encodings, 0, bytes * Byte.SIZE));
  }

  private static String name(int bytes) {
    return switch (bytes) {
      case 1 -> "char";
      case 2 -> "short";
      case 4 -> "int";
      default -> "long long";
    };
  }
}
