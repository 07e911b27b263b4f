package dev.jbpf.btf.value;

import java.math.BigInteger;
import java.util.List;

/** A value of a type, as people write it: what JSON has, with members in their order. */
public sealed interface TypedValue {

  /** A number. */
  record Num(BigInteger value) implements TypedValue {
    /** {@return that number} */
    public static Num of(long value) {
      return new Num(BigInteger.valueOf(value));
    }
  }

  /** A text: of characters, the name of a constant, or a number in another form: {@code 0x2a}. */
  record Text(String value) implements TypedValue {}

  /** What is true or false. */
  record Flag(boolean value) implements TypedValue {}

  /** The values of an array. */
  record Row(List<TypedValue> items) implements TypedValue {
    public Row {
      items = List.copyOf(items);
    }
  }

  /** The members of a structure or union, or the variables of a section. */
  record Group(List<Field> fields) implements TypedValue {
    public Group {
      fields = List.copyOf(fields);
    }
  }

  /** A member; its name is empty if it is an anonymous structure or union. */
  record Field(String name, TypedValue value) {}
}
