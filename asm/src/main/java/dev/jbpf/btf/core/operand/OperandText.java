package dev.jbpf.btf.core.operand;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.resolve.CoreRecord;
import java.util.List;
import java.util.Optional;

/** Writes what objects say of an instruction as {@link OperandSyntax} reads it. */
public final class OperandText {
  private OperandText() {}

  /** {@return the operand; empty where the record makes no sense} */
  public static Optional<String> of(Btf types, CoreRecord record) {
    try {
      StringBuilder text = new StringBuilder(root(types, record));
      int type = types.resolve(record.type());
      String[] path = record.path().split(":");
      if (types.type(type) instanceof BtfType.Enum values && isOfEnumerator(record)) {
        text.append('.').append(values.values().get(number(path[0])).name());
      } else if (types.type(type) instanceof BtfType.Enum64 values && isOfEnumerator(record)) {
        text.append('.').append(values.values().get(number(path[0])).name());
      } else {
        type = steps(types, type, path, text);
      }
      String value = path.length > 1 ? ", " + value(types, type) : "";
      return Optional.of(CoreFunction.of(record.kind()) + "(" + text + value + ")");
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isOfEnumerator(CoreRecord record) {
    return switch (record.kind()) {
      case ENUMVAL_EXISTS, ENUMVAL_VALUE -> true;
      default -> false;
    };
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static String root(Btf types, CoreRecord record) {
    BtfType type = types.type(record.type());
    String word = "";
    if (type instanceof BtfType.Union) {
      word = "union ";
    } else if (type instanceof BtfType.Typedef) {
      word = "typedef ";
    } else if (type instanceof BtfType.Enum && !isOfEnumerator(record)) {
      word = "enum ";
    }
    return word + types.name(record.type());
  }

  /** Appends members and elements; anonymous ones are not written. */
  private static int steps(Btf types, int start, String[] path, StringBuilder text) {
    int type = start;
    for (String step : List.of(path).subList(1, path.length)) {
      int plain = types.resolve(type);
      if (types.type(plain) instanceof BtfType.Composite owner) {
        BtfType.Member member = owner.members().get(number(step));
        text.append(member.name().isEmpty() ? "" : "." + member.name());
        type = member.type();
      } else if (types.type(plain) instanceof BtfType.Array array) {
        text.append('[').append(number(step)).append(']');
        type = array.element();
      } else {
        throw new IllegalArgumentException("a step into " + types.type(plain));
      }
    }
    return type;
  }

  private static String value(Btf types, int member) {
    int type = types.resolve(member);
    BtfType found = types.type(type);
    while (found instanceof BtfType.Array array) {
      type = types.resolve(array.element());
      found = types.type(type);
    }
    if (found instanceof BtfType.Int number) {
      return (number.isSigned() ? "s" : "u") + number.size() * Byte.SIZE;
    }
    return found instanceof BtfType.Ptr
        ? "ptr"
        : found instanceof BtfType.Struct
            ? "struct"
            : found instanceof BtfType.Union ? "union" : "enum";
  }
}
