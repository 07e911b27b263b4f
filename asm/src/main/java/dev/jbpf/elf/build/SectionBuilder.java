package dev.jbpf.elf.build;

import dev.jbpf.code.Program;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Relocations;
import dev.jbpf.elf.section.Section;
import dev.jbpf.internal.ByteSink;
import dev.jbpf.internal.ElfFormat;
import dev.jbpf.isa.Words;
import java.nio.ByteOrder;

/**
 * A section that grows. Numbers are written in the object's byte order. Nothing is kept per
 * instruction or relocation but its bytes and three numbers.
 *
 * <p>Once the object is built, every change is an {@link IllegalStateException}.
 *
 * <p>A section of zeros ({@link Section#NOBITS}) takes {@link #fill} and {@link #align} with zeros
 * only.
 */
public final class SectionBuilder {
  private final String name;
  private final int index;
  private final ByteSink bytes;
  private final Relocations.Builder relocations = new Relocations.Builder();
  private int type;
  private long flags;
  private long entrySize;
  private int alignment = 1;
  private int zeros;
  private boolean built;

  SectionBuilder(String name, int index, int type, long flags, ByteOrder order) {
    this.name = name;
    this.index = index;
    this.type = type;
    this.flags = flags;
    this.bytes = new ByteSink(order, 0);
  }

  /** {@return the name} */
  public String name() {
    return name;
  }

  /** {@return its index among the sections of the object} */
  public int index() {
    return index;
  }

  /** {@return the type, such as {@link Section#PROGBITS}} */
  public int type() {
    return type;
  }

  /** {@return the flags, such as {@link Section#ALLOC}} */
  public long flags() {
    return flags;
  }

  /** {@return the size so far, in bytes} */
  public int size() {
    return type == Section.NOBITS ? zeros : bytes.size();
  }

  /**
   * Sets the type and the flags.
   *
   * @throws IllegalStateException if the section has content that the type cannot have
   */
  public SectionBuilder kind(int newType, long newFlags) {
    requireOpen();
    if (newType != type && size() > 0) {
      throw new IllegalStateException(name + " is not empty: its type cannot change any more");
    }
    type = newType;
    flags = newFlags;
    return this;
  }

  /** Sets the size of an element, in bytes, for sections of {@link Section#MERGE}. */
  public SectionBuilder entrySize(long size) {
    entrySize = size;
    return this;
  }

  /**
   * Appends {@code fill} until the size is a multiple of {@code multiple}; so is then the section's
   * own alignment.
   *
   * @throws IllegalArgumentException if {@code multiple} is no power of two, or over 65,536
   */
  public SectionBuilder align(int multiple, int fill) {
    if (!ElfFormat.isAlignment(multiple)) {
      throw new IllegalArgumentException(
          "alignment is " + multiple + ", must be a power of two up to " + ElfFormat.MAX_ALIGNMENT);
    }
    alignment = Math.max(alignment, multiple);
    return fill(-size() & multiple - 1, fill);
  }

  /** Appends zeros as {@link #align(int, int)} does. */
  public SectionBuilder align(int multiple) {
    return align(multiple, 0);
  }

  /**
   * Appends {@code count} times the byte {@code value}.
   *
   * @throws IllegalStateException if the section becomes larger than 2 GiB
   */
  public SectionBuilder fill(int count, int value) {
    requireOpen();
    if (type == Section.NOBITS && (byte) value == 0) {
      zeros = Math.addExact(zeros, count);
    } else {
      sink().fill(count, value);
    }
    return this;
  }

  /** Appends the lowest 8 bits of {@code value}. */
  public SectionBuilder putByte(int value) {
    sink().putByte(value);
    return this;
  }

  /** Appends the lowest 16 bits of {@code value}. */
  public SectionBuilder putShort(int value) {
    sink().putShort(value);
    return this;
  }

  /** Appends 32 bits. */
  public SectionBuilder putInt(int value) {
    sink().putInt(value);
    return this;
  }

  /** Appends 64 bits. */
  public SectionBuilder putLong(long value) {
    sink().putLong(value);
    return this;
  }

  /** Appends {@code count} bytes of {@code source}, from {@code from} on. */
  public SectionBuilder putBytes(byte[] source, int from, int count) {
    sink().putBytes(source, from, count);
    return this;
  }

  /** Appends all bytes of {@code source}. */
  public SectionBuilder putBytes(byte[] source) {
    return putBytes(source, 0, source.length);
  }

  /** Appends the first {@code count} instruction slots, as {@link Words} lays them out. */
  public SectionBuilder putWords(long[] words, int count) {
    if (sink().order() == ByteOrder.LITTLE_ENDIAN) {
      bytes.putLittle(words, count);
      return this;
    }
    for (int i = 0; i < count; i++) {
      putWord(words[i]);
    }
    return this;
  }

  /** Appends an instruction slot, as {@link Words} lays it out. */
  public SectionBuilder putWord(long word) {
    ByteSink sink = sink();
    if (sink.order() == ByteOrder.LITTLE_ENDIAN) {
      sink.putLittle(word);
    } else {
      int at = sink.size();
      sink.putLittle(0);
      Words.store(word, sink.array(), at, sink.order());
    }
    return this;
  }

  /** Appends the slots of {@code program}. */
  public SectionBuilder putProgram(Program program) {
    sink().ensure(Math.multiplyExact(program.size(), Words.BYTES));
    for (int i = 0; i < program.size(); i++) {
      putWord(program.word(i));
    }
    return this;
  }

  /**
   * {@return the instruction slot at {@code offset} bytes}
   *
   * @throws IndexOutOfBoundsException if it is not within the section
   */
  public long word(int offset) {
    requireWithin(offset, Words.BYTES);
    return Words.load(bytes.array(), offset, bytes.order());
  }

  /**
   * Replaces the 64 bits at {@code offset} bytes.
   *
   * @throws IndexOutOfBoundsException if they are not within the section
   */
  public SectionBuilder setLong(int offset, long value) {
    requireWithin(offset, Long.BYTES);
    bytes.setLong(offset, value);
    return this;
  }

  /** Notes that the bytes at {@code offset} depend on {@code symbol}. They may follow later. */
  public SectionBuilder relocate(int offset, SymbolBuilder symbol, RelocationType relocation) {
    requireOpen();
    relocations.add(offset, symbol.index(), relocation);
    return this;
  }

  private void requireWithin(int offset, int count) {
    requireOpen();
    if (offset < 0 || offset > bytes.size() - count) {
      throw new IndexOutOfBoundsException(
          offset + " to " + (offset + count) + " of " + bytes.size() + " bytes of " + name);
    }
  }

  void requireOpen() {
    if (built) {
      throw new IllegalStateException(name + " is part of an object already");
    }
  }

  private ByteSink sink() {
    requireOpen();
    if (type == Section.NOBITS) {
      throw new IllegalStateException(name + " holds zeros only");
    }
    return bytes;
  }

  /** The section as it is. It shares the bytes, which cannot be changed from now on. */
  public Section build(int[] newSymbols) {
    built = true;
    return new Section(
        name,
        type,
        flags,
        alignment,
        entrySize,
        bytes.array(),
        0,
        size(),
        relocations.build(newSymbols));
  }
}
