package dev.jbpf.btf.value;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.value.TypedValue.Field;
import dev.jbpf.btf.value.TypedValue.Flag;
import dev.jbpf.btf.value.TypedValue.Group;
import dev.jbpf.btf.value.TypedValue.Num;
import dev.jbpf.btf.value.TypedValue.Row;
import dev.jbpf.btf.value.TypedValue.Text;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads bytes as values of a type: numbers, characters, constants by their names, bit fields in
 * hexadecimal, as bpftool writes them.
 */
public final class ValueReader {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7e;

  private final Btf types;
  private final byte[] bytes;

  private ValueReader(Btf types, byte[] bytes) {
    this.types = types;
    this.bytes = bytes;
  }

  /**
   * {@return the value of type {@code id} that {@code bytes} are}
   *
   * @throws IllegalArgumentException if they are too few, or the type is of no size
   */
  public static TypedValue read(Btf types, int id, byte[] bytes) {
    long size =
        types
            .sizeOf(id)
            .orElseThrow(() -> new IllegalArgumentException("type " + id + " has no size"));
    if (size > bytes.length) {
      throw new IllegalArgumentException(
          "type " + id + " has " + size + " bytes, there are " + bytes.length);
    }
    return new ValueReader(types, bytes).read(id, 0);
  }

  private TypedValue read(int id, int at) {
    BtfType type = types.type(types.resolve(id));
    if (type instanceof BtfType.Int number) {
      return number(number, at);
    } else if (type instanceof BtfType.Ptr) {
      return new Num(bits(at, types.pointerSize()));
    } else if (type instanceof BtfType.Array array) {
      return array(array, at);
    } else if (type instanceof BtfType.Composite composite) {
      return group(composite, at);
    } else if (type instanceof BtfType.Enum narrow) {
      return constant(narrow.values(), signed(at, (int) narrow.size(), narrow.isSigned()));
    } else if (type instanceof BtfType.Enum64 wide) {
      return constant(wide.values(), signed(at, (int) wide.size(), wide.isSigned()));
    } else if (type instanceof BtfType.Float real) {
      return real(real, at);
    } else if (type instanceof BtfType.Var variable) {
      return read(variable.type(), at);
    } else if (type instanceof BtfType.Datasec section) {
      return section(section, at);
    }
    throw new IllegalArgumentException("a value cannot be of " + type);
  }

  /** The section's name, and behind it a list of its variables. */
  private Group section(BtfType.Datasec section, int at) {
    List<TypedValue> variables =
        section.variables().stream()
            .<TypedValue>map(v -> new Group(List.of(variable(v, at))))
            .toList();
    return new Group(List.of(new Field(section.name(), new Row(variables))));
  }

  private Field variable(BtfType.Variable variable, int at) {
    return new Field(
        types.name(variable.type()), read(variable.type(), at + (int) variable.offset()));
  }

  private Group group(BtfType.Composite type, int at) {
    List<Field> fields = new ArrayList<>();
    for (BtfType.Member member : type.members()) {
      int place = at + (int) (member.bitOffset() / Byte.SIZE);
      fields.add(
          new Field(
              member.name(),
              member.isBitField() ? bitField(member, at) : read(member.type(), place)));
    }
    return new Group(fields);
  }

  private Text bitField(BtfType.Member member, int at) {
    BitRange range = BitRange.of(member, types.order());
    return new Text("0x" + range.read(bytes, at).toString(16));
  }

  private TypedValue array(BtfType.Array array, int at) {
    int element = Math.toIntExact(types.sizeOf(array.element()).orElse(0));
    int count = element == 0 ? 0 : Math.toIntExact(array.count());
    if (isCharacters(array) && isText(at, count)) {
      return new Text(text(at, count));
    }
    List<TypedValue> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read(array.element(), at + i * element));
    }
    return new Row(items);
  }

  private boolean isCharacters(BtfType.Array array) {
    return types.type(types.resolve(array.element())) instanceof BtfType.Int number
        && number.size() == 1
        && number.name().equals("char");
  }

  /** All of it can be read, up to a NUL; what is behind that, nobody wrote as text. */
  private boolean isText(int at, int count) {
    int end = at;
    while (end < at + count && bytes[end] >= FIRST_PRINTABLE && bytes[end] <= LAST_PRINTABLE) {
      end++;
    }
    return end < at + count && bytes[end] == 0;
  }

  private String text(int at, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i < at + count && bytes[i] != 0; i++) {
      text.append((char) bytes[i]);
    }
    return text.toString();
  }

  private TypedValue number(BtfType.Int type, int at) {
    int size = (int) type.size();
    if (type.encodings().contains(BtfType.Encoding.BOOL)) {
      return new Flag(bits(at, size).signum() != 0);
    }
    boolean isSmall = size <= Long.BYTES;
    return isSmall
        ? new Num(signed(at, size, type.isSigned()))
        : new Text("0x" + bits(at, size).toString(16));
  }

  private TypedValue real(BtfType.Float type, int at) {
    return switch ((int) type.size()) {
      case Float.BYTES ->
          new Text(Float.toString(Float.intBitsToFloat(bits(at, Float.BYTES).intValue())));
      case Double.BYTES ->
          new Text(Double.toString(Double.longBitsToDouble(bits(at, Double.BYTES).longValue())));
      default -> new Text("0x" + bits(at, (int) type.size()).toString(16));
    };
  }

  private static TypedValue constant(List<BtfType.Enumerator> constants, BigInteger value) {
    return constants.stream()
        .filter(each -> each.value() == value.longValue())
        .findFirst()
        .<TypedValue>map(each -> new Text(each.name()))
        .orElseGet(() -> new Num(value));
  }

  private BigInteger signed(int at, int size, boolean isSigned) {
    BigInteger value = bits(at, size);
    return isSigned && value.testBit(size * Byte.SIZE - 1)
        ? value.subtract(BigInteger.ONE.shiftLeft(size * Byte.SIZE))
        : value;
  }

  private BigInteger bits(int at, int size) {
    byte[] digits = new byte[size];
    for (int i = 0; i < size; i++) {
      digits[i] = bytes[types.order() == ByteOrder.BIG_ENDIAN ? at + i : at + size - 1 - i];
    }
    return new BigInteger(1, digits);
  }
}
