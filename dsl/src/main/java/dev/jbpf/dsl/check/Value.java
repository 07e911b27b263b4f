package dev.jbpf.dsl.check;

/** What is known of a register's value. Offsets are in bytes. */
sealed interface Value {
  /** Nothing is known. */
  Value ANY = new Any();

  /** Anything. */
  record Any() implements Value {}

  /**
   * A number that may be anything in a range, whatever else is known; only where one way through
   * the program is followed.
   *
   * @param id what copies have in common, so that a test of one is a test of all
   */
  record Unknown(int id, long low, long high) implements Value {}

  /** A number. */
  record Number(long value) implements Value {}

  /** The address of the stack's byte {@code offset}, from r10. */
  record Stack(long offset) implements Value {}

  /** The address of a byte of what the program was called with. */
  record Context(long offset) implements Value {}

  /** A map, to be given to a helper. */
  record MapAddress(String map) implements Value {}

  /** The address of a byte of a value of a map. */
  record MapValue(String map, long offset) implements Value {}

  /**
   * What a helper returned that may be null.
   *
   * @param call the slot of the call: copies have it in common, so that a test of one is a test of
   *     all
   * @param otherwise what it is if it is not null
   */
  record Nullable(int call, Value otherwise) implements Value {}

  /** A null address: what {@link Nullable} is where it was tested, on the wrong side. */
  record Null() implements Value {}

  /** {@return this plus a constant} */
  default Value plus(long bytes) {
    if (this instanceof Number number) {
      return new Number(number.value() + bytes);
    } else if (this instanceof Stack stack) {
      return new Stack(stack.offset() + bytes);
    } else if (this instanceof Context context) {
      return new Context(context.offset() + bytes);
    } else if (this instanceof MapValue value) {
      return new MapValue(value.map(), value.offset() + bytes);
    }
    return ANY;
  }

  /** {@return whether it may be a number, or any address} */
  default boolean isAny() {
    return this instanceof Any || this instanceof Unknown;
  }

  /** {@return whether it is an address of the stack} */
  default boolean isStack() {
    return this instanceof Stack;
  }

  /** {@return what it is in words, for messages} */
  default String words() {
    if (this instanceof Number number) {
      return "the number " + number.value();
    } else if (this instanceof Stack) {
      return "an address of the stack";
    } else if (this instanceof Context) {
      return "the context";
    } else if (this instanceof MapAddress map) {
      return "the map " + map.map();
    } else if (this instanceof MapValue value) {
      return "an address in a value of " + value.map();
    } else if (this instanceof Nullable) {
      return "an address that may be null";
    }
    return this instanceof Null ? "null" : "unknown";
  }
}
