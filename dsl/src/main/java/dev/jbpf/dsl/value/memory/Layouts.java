package dev.jbpf.dsl.value.memory;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.map.layout.Layout;
import java.util.List;

/** Questions to layouts: how numbers lie in memory, where members are. */
final class Layouts {
  private Layouts() {}

  /** {@return the bytes of {@code layout}} */
  static int size(Layout layout) {
    return layout.size();
  }

  /** {@return the type of the number that {@code layout} is, in whatever byte order} */
  static Type.Int number(Scope scope, Layout layout, String name) {
    if (layout instanceof Layout.Number number) {
      return Type.Int.of(number.bytes() * Byte.SIZE, number.isSigned());
    }
    if (layout instanceof Layout.BigEndianNumber number) {
      return Type.Int.of(number.bytes() * Byte.SIZE, false);
    }
    throw scope.error(
        "no-number", name + " is " + words(layout) + ", no number", "take one of its members");
  }

  /** {@return {@code layout} as the array that it is; a text is one of bytes} */
  static Layout.Array array(Scope scope, Layout layout, String name) {
    if (layout instanceof Layout.Array array) {
      return array;
    }
    if (layout instanceof Layout.Text text) {
      return new Layout.Array(new Layout.Number(1, false), text.bytes());
    }
    throw scope.error("no-array", name + " is " + words(layout) + ", and has no elements");
  }

  /** {@return the member of that name} */
  static Layout.Member member(Scope scope, Layout layout, String name) {
    if (!(layout instanceof Layout.Struct struct)) {
      throw scope.error("no-record", words(layout) + " has no member " + name);
    }
    List<String> names = struct.members().stream().map(Layout.Member::name).toList();
    return struct.members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                scope.error(
                    "no-member",
                    struct.name() + " has no member " + name,
                    Suggestions.nearest(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("it has " + String.join(", ", names))));
  }

  /** {@return what {@code layout} is, for messages} */
  static String words(Layout layout) {
    if (layout instanceof Layout.Struct struct) {
      return "a record " + struct.name();
    }
    if (layout instanceof Layout.Number || layout instanceof Layout.BigEndianNumber) {
      return "a number of " + size(layout) * Byte.SIZE + " bits";
    }
    return "memory of " + size(layout) + " bytes";
  }
}
