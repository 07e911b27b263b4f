package dev.jbpf.text.section;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.link.CodeImage;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.section.Section;
import dev.jbpf.isa.Words;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.Symbols;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A section as it is assembled: instructions, or data. */
public final class SectionImage {
  public final String name;
  public final int index;
  public final CodeImage code;
  public final DataBuffer data;

  /** The type and the flags that the source gives. */
  public Optional<Kind> kind = Optional.empty();

  public int alignment = 1;

  /** Whether a directive said an alignment. */
  public boolean isAligned;

  /** What a loader or linker has to fill in, in the order of the source. */
  public final List<Relocated> relocations = new ArrayList<>();

  /** What {@code .reloc} says. */
  public final List<Given> given = new ArrayList<>();

  /** The maps that instructions name. */
  public final List<MapReference> maps = new ArrayList<>();

  private final ByteOrder order;
  private final int start;

  /**
   * Where in the source the first byte of data is that is not zero; -1 as long as there is none.
   */
  public int firstValue = -1;

  /**
   * A place that depends on a symbol, or on the start of a section where there is none.
   *
   * @param symbol a symbol, or {@link Symbols#NONE}
   */
  public record Relocated(int offset, int symbol, int section, RelocationType type) {}

  /** A relocation that the source gives, which stands from {@code from} to {@code to}. */
  public record Given(long offset, RelocationType type, int symbol, int from, int to) {}

  /**
   * What a section directive says.
   *
   * @param type as {@link dev.jbpf.elf.section.Section#type()}
   */
  public record Kind(int type, long flags, int entrySize) {}

  /**
   * A section that is expected to have so many instructions, or the part of one that starts at
   * {@code start}.
   */
  SectionImage(String name, int index, ByteOrder order, int start, int expected) {
    this.name = name;
    this.index = index;
    this.order = order;
    this.start = start;
    this.code = new CodeImage(expected);
    this.data = new DataBuffer(order);
  }

  /** {@return whether there are instructions} */
  public boolean isCode() {
    return code.size() + code.partialSize() > 0;
  }

  /** {@return a part of this section that starts there} */
  SectionImage part(int at) {
    return new SectionImage(name, index, order, at, 0);
  }

  /** {@return the distance from the start of the section to what comes next, in bytes} */
  public int here() {
    return start + size();
  }

  /** {@return the size so far, in bytes} */
  int size() {
    return isCode() ? code.size() * Words.BYTES + code.partialSize() : data.size();
  }

  /** {@return whether the section holds definitions of maps} */
  public boolean isMaps() {
    return name.equals(".maps") || name.equals("maps");
  }

  /** {@return whether an object keeps the section's size only, as for {@code .bss}} */
  public boolean isZeros() {
    int type = kind.isPresent() ? kind.get().type() : new ElfBuilder(order).section(name).type();
    return type == Section.NOBITS;
  }

  /** {@return the flags that the section has in an object} */
  public long flags() {
    return kind.map(Kind::flags).orElseGet(() -> new ElfBuilder(order).section(name).flags());
  }

  /**
   * Makes the section ready for an instruction.
   *
   * @return whether one can follow: data before it must be whole slots
   */
  public boolean beginInstruction(int offset) {
    if (data.size() > 0 && !isCode()) {
      if (data.size() % Words.BYTES != 0 || !data.fixes.isEmpty()) {
        return false;
      }
      for (int i = 0; i < data.size(); i++) {
        code.addByte(data.get(i), order, offset);
      }
    }
    return code.partialSize() == 0;
  }

  public void addByte(int value, int offset) {
    if (isCode()) {
      code.addByte(value, order, offset);
    } else {
      firstValue = value == 0 || firstValue >= 0 ? firstValue : offset;
      data.addByte(value);
    }
  }

  /** Appends all of {@code part}, which is complete. */
  void append(SectionImage part, SourceErrors errors) {
    int from =
        part.isCode() && part.code.size() > 0 ? part.code.mark(0) : Math.max(0, part.firstValue);
    boolean canFollow =
        part.isCode() ? beginInstruction(from) : !isCode() || part.data.fixes.isEmpty();
    if (!canFollow) {
      errors.add(
          DiagnosticCode.MISALIGNED,
          from,
          from,
          "this part of section '" + name + "' cannot follow what stands before it",
          "`.p2align 3` fills data up to where an instruction can start");
    } else if (part.isCode()) {
      code.append(part.code);
    } else if (isCode()) {
      for (int i = 0; i < part.data.size(); i++) {
        code.addByte(part.data.get(i), order, from);
      }
    } else {
      data.append(part.data);
      firstValue = firstValue < 0 ? part.firstValue : firstValue;
    }
    given.addAll(part.given);
    kind = part.kind.or(() -> kind);
    alignment = Math.max(alignment, part.alignment);
    isAligned |= part.isAligned;
  }

  public void addNumber(long value, int width, int offset) {
    for (int i = 0; i < width; i++) {
      int shift = order == ByteOrder.LITTLE_ENDIAN ? i : width - 1 - i;
      addByte((int) (value >>> 8 * shift), offset);
    }
  }
}
