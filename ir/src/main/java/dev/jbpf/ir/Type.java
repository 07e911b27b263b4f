package dev.jbpf.ir;

/**
 * What a value is: a number of some bits, an address by what is there, or nothing.
 *
 * <p>Arithmetic is done in 32 or in 64 bits. A number of fewer bits is one of 32 that is known to
 * be small: the builder keeps it so. The sign says what conversions, divisions, shifts to the right
 * and comparisons do; bits have none.
 */
public sealed interface Type {
  /** No value: of what is done for its effect. */
  Type NONE = new None();

  /** Yes or no: one or zero. */
  Int BOOL = new Int(1, false);

  Int U8 = new Int(8, false);
  Int U16 = new Int(16, false);
  Int U32 = new Int(32, false);
  Int U64 = new Int(64, false);
  Int S8 = new Int(8, true);
  Int S16 = new Int(16, true);
  Int S32 = new Int(32, true);
  Int S64 = new Int(64, true);

  /** What the program was called with. */
  Pointer CONTEXT = Pointer.to(Pointee.CONTEXT);

  /** Bytes of the packet, from some byte on. */
  Pointer PACKET = Pointer.to(Pointee.PACKET);

  /** The end of the packet, to compare with. */
  Pointer PACKET_END = Pointer.to(Pointee.PACKET_END);

  /** A map itself, as helpers take it. */
  Pointer MAP = Pointer.to(Pointee.MAP);

  /** A value of a map. */
  Pointer MAP_VALUE = Pointer.to(Pointee.MAP_VALUE);

  /** A record reserved in a ring buffer. */
  Pointer RING_RECORD = Pointer.to(Pointee.RING_RECORD);

  /** An object of the program's own stack. */
  Pointer STACK = Pointer.to(Pointee.STACK);

  /** Memory of some kind. */
  Pointer MEMORY = Pointer.to(Pointee.MEMORY);

  /** A function of the program, as helpers that call back take it. */
  Pointer FUNCTION = Pointer.to(Pointee.FUNCTION);

  /** What addresses lead to; the verifier keeps them apart as well. */
  enum Pointee {
    CONTEXT,
    PACKET,
    PACKET_END,
    MAP,
    MAP_VALUE,
    RING_RECORD,
    STACK,
    KERNEL,
    MEMORY,
    FUNCTION
  }

  /**
   * A number.
   *
   * @param bits 1, 8, 16, 32 or 64
   * @param isSigned whether it may be below zero
   */
  record Int(int bits, boolean isSigned) implements Type {
    /**
     * A type of numbers.
     *
     * @throws IllegalArgumentException if there is none of that many bits
     */
    public Int {
      if (bits != 1 && bits != 8 && bits != 16 && bits != 32 && bits != 64) {
        throw new IllegalArgumentException("no number has " + bits + " bits: 1, 8, 16, 32 or 64");
      }
    }

    /** {@return the type of that many bits, signed or not} */
    public static Int of(int bits, boolean isSigned) {
      return switch (bits) {
        case 1 -> BOOL;
        case 8 -> isSigned ? S8 : U8;
        case 16 -> isSigned ? S16 : U16;
        case 32 -> isSigned ? S32 : U32;
        case 64 -> isSigned ? S64 : U64;
        default -> new Int(bits, isSigned);
      };
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Int type && bits == type.bits && isSigned == type.isSigned;
    }

    @Override
    public String toString() {
      return bits == 1 ? "bool" : (isSigned ? "s" : "u") + bits;
    }
  }

  /**
   * An address.
   *
   * @param to what is there
   * @param struct the name of the kernel's structure, or of whatever it is; empty where it has none
   * @param isNullable whether it may be null: not to be used before it is compared with 0
   */
  record Pointer(Pointee to, String struct, boolean isNullable) implements Type {
    /** {@return the type of addresses of that, never null} */
    public static Pointer to(Pointee pointee) {
      return new Pointer(pointee, "", false);
    }

    /** {@return the type of addresses of a structure of the kernel} */
    public static Pointer kernel(String struct) {
      return new Pointer(Pointee.KERNEL, struct, false);
    }

    /** {@return the same, or null} */
    public Pointer orNull() {
      return new Pointer(to, struct, true);
    }

    /** {@return the same, known not to be null} */
    public Pointer notNull() {
      return isNullable ? new Pointer(to, struct, false) : this;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pointer type
          && to == type.to
          && isNullable == type.isNullable
          && struct.equals(type.struct);
    }

    @Override
    public String toString() {
      String name = to.name().toLowerCase(java.util.Locale.ROOT);
      return name + (struct.isEmpty() ? "" : " " + struct) + (isNullable ? "*?" : "*");
    }
  }

  /** Nothing. */
  record None() implements Type {
    @Override
    public String toString() {
      return "none";
    }
  }

  /** {@return whether its values take 64 bits: the others are computed in 32} */
  default boolean isWide() {
    return this instanceof Pointer || this instanceof Int number && number.bits() == Long.SIZE;
  }

  /** {@return whether it is an address} */
  default boolean isPointer() {
    return this instanceof Pointer;
  }

  /** {@return whether its numbers may be below zero} */
  default boolean isSigned() {
    return this instanceof Int number && number.isSigned();
  }

  /** {@return the bits of its values: 1 to 64; 0 of none} */
  default int bits() {
    if (this instanceof Int number) {
      return number.bits();
    }
    return this instanceof Pointer ? Long.SIZE : 0;
  }

  /** {@return the width that its values are computed in: 32 or 64} */
  default int width() {
    return isWide() ? Long.SIZE : Integer.SIZE;
  }
}
