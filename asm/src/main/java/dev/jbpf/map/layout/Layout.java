package dev.jbpf.map.layout;

import java.util.List;

/** What the bytes of a key or a value are in C, for tools that print them by their names. */
public sealed interface Layout {
  /** {@return its size in bytes} */
  default int size() {
    if (this instanceof Number number) {
      return number.bytes();
    }
    if (this instanceof BigEndianNumber number) {
      return number.bytes();
    }
    if (this instanceof Text text) {
      return text.bytes();
    }
    return this instanceof Array array
        ? array.element().size() * array.count()
        : ((Struct) this).bytes();
  }

  /**
   * A number.
   *
   * @param bytes its size: 1, 2, 4 or 8
   */
  record Number(int bytes, boolean isSigned) implements Layout {}

  /** A number in network order, whatever that of the machine is. */
  record BigEndianNumber(int bytes) implements Layout {}

  /**
   * A text that ends with NUL.
   *
   * @param bytes the size of the array that it is in
   */
  record Text(int bytes) implements Layout {}

  /** {@code count} times {@code element}. */
  record Array(Layout element, int count) implements Layout {}

  /**
   * A struct.
   *
   * @param bytes its size, padding included
   */
  record Struct(String name, int bytes, List<Member> members) implements Layout {
    public Struct {
      members = List.copyOf(members);
    }
  }

  /**
   * A member of a struct.
   *
   * @param offset in bytes
   */
  record Member(String name, Layout layout, int offset) {}
}
