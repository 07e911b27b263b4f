package dev.jbpf.elf.section;

import dev.jbpf.internal.ElfFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A section: bytes, or only room for them, and the relocations that apply to it. Immutable.
 *
 * <p>Types and flags are numbers, because the set is open: tools add their own.
 */
public final class Section {
  /** The type of a section that the program defines. */
  public static final int PROGBITS = 1;

  /** The type of a section that is all zeros and takes no room in the file. */
  public static final int NOBITS = 8;

  /** The flag of a section that the program may write. */
  public static final long WRITE = 1;

  /** The flag of a section that is in memory when the program runs. */
  public static final long ALLOC = 2;

  /** The flag of a section of instructions. */
  public static final long EXEC = 4;

  /** The flag of a section whose equal elements may be merged. */
  public static final long MERGE = 0x10;

  /** The flag of a section of texts ended by zeros. */
  public static final long STRINGS = 0x20;

  private final String name;
  private final int type;
  private final long flags;
  private final int alignment;
  private final long entrySize;
  private final byte[] bytes;
  private final int from;
  private final int size;
  private final Relocations relocations;

  /** Bytes from {@code from} on; not copied. */
  public Section(
      String name,
      int type,
      long flags,
      int alignment,
      long entrySize,
      byte[] bytes,
      int from,
      int size,
      Relocations relocations) {
    ElfFormat.requireName(name);
    this.name = name;
    this.type = type;
    this.flags = flags;
    this.alignment = alignment;
    this.entrySize = entrySize;
    this.bytes = bytes;
    this.from = from;
    this.size = size;
    this.relocations = relocations;
  }

  /** {@return a section of zeros that no file has: what a loader makes room for} */
  public static Section ofZeros(String name, int size) {
    return new Section(name, NOBITS, ALLOC, Long.BYTES, 0, new byte[0], 0, size, Relocations.NONE);
  }

  public Section withRelocations(Relocations other) {
    return new Section(name, type, flags, alignment, entrySize, bytes, from, size, other);
  }

  /** {@return the name} */
  public String name() {
    return name;
  }

  /** {@return the type, such as {@link #PROGBITS}} */
  public int type() {
    return type;
  }

  /** {@return the flags, such as {@link #ALLOC}} */
  public long flags() {
    return flags;
  }

  /** {@return the alignment in bytes, a power of two} */
  public int alignment() {
    return alignment;
  }

  /** {@return the size of an element in bytes; 0 where elements have no one size} */
  public long entrySize() {
    return entrySize;
  }

  /** {@return the size in bytes} */
  public int size() {
    return size;
  }

  /** {@return whether it has no bytes in the file: its content is zeros} */
  public boolean isZeros() {
    return type == NOBITS;
  }

  /** {@return whether it holds instructions} */
  public boolean isCode() {
    return type == PROGBITS && (flags & EXEC) != 0;
  }

  /** {@return the relocations, in the order of the file} */
  public List<Relocation> relocations() {
    return relocations;
  }

  /** {@return a copy of the bytes that the file has of it: none if it is all zeros} */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, from, from + stored());
  }

  /** {@return its bytes, to be read in that order; none if it is all zeros} */
  public ByteBuffer data(ByteOrder order) {
    return ByteBuffer.wrap(bytes, from, stored()).slice().asReadOnlyBuffer().order(order);
  }

  /** The bytes that it takes in the file. */
  public int stored() {
    return isZeros() ? 0 : size;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, from, stored());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Section that
        && name.equals(that.name)
        && type == that.type
        && flags == that.flags
        && alignment == that.alignment
        && entrySize == that.entrySize
        && size == that.size
        && sameBytes(that)
        && relocations.equals(that.relocations);
  }

  private boolean sameBytes(Section that) {
    return Arrays.equals(
        bytes, from, from + stored(), that.bytes, that.from, that.from + that.stored());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, flags, alignment, size, data(ByteOrder.LITTLE_ENDIAN));
  }

  @Override
  public String toString() {
    return name + ", " + size + " bytes";
  }
}
