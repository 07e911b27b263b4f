package dev.jbpf.btf.value;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.value.TypedValue.Field;
import dev.jbpf.btf.value.TypedValue.Flag;
import dev.jbpf.btf.value.TypedValue.Group;
import dev.jbpf.btf.value.TypedValue.Num;
import dev.jbpf.btf.value.TypedValue.Row;
import dev.jbpf.btf.value.TypedValue.Text;
import dev.jbpf.diag.text.Suggestions;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes values of a type as bytes, whatever {@link ValueReader} makes of bytes, and what people
 * write instead: numbers for characters and constants, decimal or hexadecimal texts for numbers.
 * Members that are not named are zero.
 */
public final class ValueWriter {
  private final Btf types;
  private final byte[] bytes;

  private ValueWriter(Btf types, byte[] bytes) {
    this.types = types;
    this.bytes = bytes;
  }

  /**
   * {@return the bytes of {@code value} as one of type {@code id}}
   *
   * @throws IllegalArgumentException if it is none: the message says which member, what it is and
   *     what it must be
   */
  public static byte[] write(Btf types, int id, TypedValue value) {
    long size =
        types
            .sizeOf(id)
            .orElseThrow(() -> new IllegalArgumentException("type " + id + " has no size"));
    ValueWriter writer = new ValueWriter(types, new byte[Math.toIntExact(size)]);
    writer.write(id, 0, value, "");
    return writer.bytes;
  }

  /** What is written where; {@code path} names it in messages, empty for the whole. */
  private void write(int id, int at, TypedValue value, String path) {
    BtfType type = types.type(types.resolve(id));
    if (type instanceof BtfType.Int number) {
      boolean isBool = number.encodings().contains(BtfType.Encoding.BOOL);
      put(
          at,
          (int) number.size(),
          number.isSigned(),
          isBool ? flag(value, path) : number(value, path),
          path);
    } else if (type instanceof BtfType.Ptr) {
      put(at, types.pointerSize(), false, number(value, path), path);
    } else if (type instanceof BtfType.Array array) {
      array(array, at, value, path);
    } else if (type instanceof BtfType.Composite composite) {
      group(composite, at, value, path);
    } else if (type instanceof BtfType.Enum narrow) {
      put(at, (int) narrow.size(), narrow.isSigned(), constant(narrow.values(), value, path), path);
    } else if (type instanceof BtfType.Enum64 wide) {
      put(at, (int) wide.size(), wide.isSigned(), constant(wide.values(), value, path), path);
    } else if (type instanceof BtfType.Float real) {
      put(at, (int) real.size(), false, real(real, value, path), path);
    } else if (type instanceof BtfType.Var variable) {
      write(variable.type(), at, value, path);
    } else if (type instanceof BtfType.Datasec section) {
      section(section, at, value, path);
    } else {
      throw wrong(path, value, "of a type that has values");
    }
  }

  private void group(BtfType.Composite type, int at, TypedValue value, String path) {
    if (!(value instanceof Group group)) {
      throw wrong(path, value, "an object with the members " + names(type));
    }
    int anonymous = 0;
    for (Field field : group.fields()) {
      BtfType.Member member =
          field.name().isEmpty() ? unnamed(type, anonymous++, path) : member(type, field, path);
      String place = path.isEmpty() ? member.name() : path + "." + member.name();
      if (member.isBitField()) {
        bitField(member, at, field.value(), place);
      } else {
        write(member.type(), at + (int) (member.bitOffset() / Byte.SIZE), field.value(), place);
      }
    }
  }

  private static BtfType.Member unnamed(BtfType.Composite type, int rank, String path) {
    return type.members().stream()
        .filter(member -> member.name().isEmpty())
        .skip(rank)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(where(path) + "has no member without name"));
  }

  private static BtfType.Member member(BtfType.Composite type, Field field, String path) {
    return type.members().stream()
        .filter(member -> member.name().equals(field.name()))
        .findFirst()
        .orElseThrow(() -> unknown("member", field.name(), names(type), path));
  }

  private static IllegalArgumentException unknown(
      String what, String name, List<String> known, String path) {
    return new IllegalArgumentException(
        where(path)
            + "there is no "
            + what
            + " '"
            + name
            + "'; "
            + Suggestions.nearest(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are " + known));
  }

  private static List<String> names(BtfType.Composite type) {
    return type.members().stream()
        .map(BtfType.Member::name)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private void section(BtfType.Datasec section, int at, TypedValue value, String path) {
    List<String> known = section.variables().stream().map(v -> types.name(v.type())).toList();
    for (Field field : variables(section, value, path, known)) {
      int rank = known.indexOf(field.name());
      if (rank < 0) {
        throw unknown("variable", field.name(), known, path);
      }
      BtfType.Variable variable = section.variables().get(rank);
      write(variable.type(), at + (int) variable.offset(), field.value(), field.name());
    }
  }

  /** An object of variables, or what {@link ValueReader} makes of a section. */
  private static List<Field> variables(
      BtfType.Datasec section, TypedValue value, String path, List<String> known) {
    if (!(value instanceof Group group)) {
      throw wrong(path, value, "an object with the variables " + known);
    }
    boolean isNamed =
        group.fields().size() == 1 && group.fields().get(0).name().equals(section.name());
    if (!isNamed || !(group.fields().get(0).value() instanceof Row row)) {
      return group.fields();
    }
    return row.items().stream()
        .flatMap(item -> variables(section, item, path, known).stream())
        .toList();
  }

  private void bitField(BtfType.Member member, int at, TypedValue value, String path) {
    BigInteger number = number(value, path);
    boolean isSigned =
        types.type(types.resolve(member.type())) instanceof BtfType.Int type && type.isSigned();
    checkFits(number, member.bitSize(), isSigned, path);
    BitRange.of(member, types.order()).write(bytes, at, number);
  }

  private void array(BtfType.Array array, int at, TypedValue value, String path) {
    int element = Math.toIntExact(types.sizeOf(array.element()).orElse(0));
    if (value instanceof Text text && element == 1) {
      byte[] content = text.value().getBytes(StandardCharsets.UTF_8);
      if (content.length > array.count()) {
        throw wrong(path, value, "a text of at most " + array.count() + " bytes");
      }
      System.arraycopy(content, 0, bytes, at, content.length);
      return;
    }
    if (!(value instanceof Row row) || row.items().size() > array.count()) {
      throw wrong(path, value, "a list of at most " + array.count() + " values");
    }
    for (int i = 0; i < row.items().size(); i++) {
      write(array.element(), at + i * element, row.items().get(i), path + "[" + i + "]");
    }
  }

  private static BigInteger flag(TypedValue value, String path) {
    return value instanceof Flag flag
        ? flag.value() ? BigInteger.ONE : BigInteger.ZERO
        : number(value, path);
  }

  private static BigInteger constant(
      List<BtfType.Enumerator> constants, TypedValue value, String path) {
    Optional<BtfType.Enumerator> named =
        value instanceof Text text
            ? constants.stream().filter(each -> each.name().equals(text.value())).findFirst()
            : Optional.empty();
    if (named.isPresent()) {
      return BigInteger.valueOf(named.get().value());
    }
    if (value instanceof Text text && parsed(text.value()).isEmpty()) {
      List<String> names = constants.stream().map(BtfType.Enumerator::name).toList();
      throw unknown("constant", text.value(), names, path);
    }
    return number(value, path);
  }

  private static BigInteger number(TypedValue value, String path) {
    if (value instanceof Num number) {
      return number.value();
    }
    return (value instanceof Text text ? parsed(text.value()) : Optional.<BigInteger>empty())
        .orElseThrow(() -> wrong(path, value, "a number"));
  }

  private static Optional<BigInteger> parsed(String text) {
    try {
      boolean isHex = text.startsWith("0x") || text.startsWith("0X");
      if (text.length() == 1 && !Character.isDigit(text.charAt(0))) {
        return Optional.of(BigInteger.valueOf(text.charAt(0)));
      }
      return Optional.of(isHex ? new BigInteger(text.substring(2), 16) : new BigInteger(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static BigInteger real(BtfType.Float type, TypedValue value, String path) {
    String text = value instanceof Text t ? t.value() : number(value, path).toString();
    try {
      return type.size() == Float.BYTES
          ? BigInteger.valueOf(
              Integer.toUnsignedLong(Float.floatToRawIntBits(Float.parseFloat(text))))
          : new BigInteger(
              Long.toUnsignedString(Double.doubleToRawLongBits(Double.parseDouble(text))));
    } catch (NumberFormatException e) {
      throw wrong(path, value, "a number");
    }
  }

  private void put(int at, int size, boolean isSigned, BigInteger value, String path) {
    checkFits(value, size * Byte.SIZE, isSigned, path);
    for (int i = 0; i < size; i++) {
      int place = types.order() == ByteOrder.BIG_ENDIAN ? at + size - 1 - i : at + i;
      bytes[place] = value.shiftRight(i * Byte.SIZE).byteValue();
    }
  }

  /** Numbers of signed types may be written as hexadecimal digits, without a sign. */
  private static void checkFits(BigInteger value, int bits, boolean isSigned, String path) {
    boolean fits =
        value.signum() < 0 ? isSigned && value.bitLength() < bits : value.bitLength() <= bits;
    if (!fits) {
      throw new IllegalArgumentException(
          where(path) + value + " does not fit in " + bits + (isSigned ? " signed" : "") + " bits");
    }
  }

  private static String where(String path) {
    return path.isEmpty() ? "" : path + ": ";
  }

  private static IllegalArgumentException wrong(String path, TypedValue value, String wanted) {
    String given =
        value instanceof Group
            ? "an object"
            : value instanceof Row
                ? "a list"
                : value instanceof Text text ? "'" + text.value() + "'" : value.toString();
    return new IllegalArgumentException(where(path) + given + " is not " + wanted);
  }
}
