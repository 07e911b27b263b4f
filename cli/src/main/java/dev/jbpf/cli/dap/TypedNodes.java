package dev.jbpf.cli.dap;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.value.TypedValue;
import dev.jbpf.btf.value.ValueReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bytes as trees of values, by their type where it is known. */
final class TypedNodes {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final int LONGEST = 60;

  private final Optional<Btf> types;

  TypedNodes(Optional<Btf> types) {
    this.types = types;
  }

  /** {@return {@code bytes} as a value of type {@code id}; as bytes where 0, or it does not fit} */
  Node node(String name, int id, byte[] bytes) {
    if (id == 0 || types.isEmpty()) {
      return Node.of(name, HEX.formatHex(bytes));
    }
    try {
      return node(name, ValueReader.read(types.get(), id, bytes));
    } catch (IllegalArgumentException notOfThatType) {
      return Node.of(name, HEX.formatHex(bytes));
    }
  }

  /** {@return {@code bytes} as a value of type {@code id}, in one line} */
  String text(int id, byte[] bytes) {
    return node("", id, bytes).value();
  }

  private static Node node(String name, TypedValue value) {
    Node node = Node.of(name, text(value));
    if (value instanceof TypedValue.Group group) {
      return node.with(() -> group.fields().stream().map(f -> node(f.name(), f.value())).toList());
    }
    return value instanceof TypedValue.Row row ? node.with(() -> items(row)) : node;
  }

  private static List<Node> items(TypedValue.Row row) {
    List<Node> items = new ArrayList<>();
    for (TypedValue item : row.items()) {
      items.add(node("[" + items.size() + "]", item));
    }
    return items;
  }

  private static String text(TypedValue value) {
    if (value instanceof TypedValue.Num number) {
      return number.value().toString();
    } else if (value instanceof TypedValue.Text text) {
      return text.value();
    } else if (value instanceof TypedValue.Flag flag) {
      return String.valueOf(flag.value());
    } else if (value instanceof TypedValue.Group group) {
      return cut(
          group.fields().stream()
              .map(field -> field.name() + ": " + text(field.value()))
              .collect(Collectors.joining(", ", "{", "}")));
    }
    return cut(
        ((TypedValue.Row) value)
            .items().stream().map(TypedNodes::text).collect(Collectors.joining(", ", "[", "]")));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
