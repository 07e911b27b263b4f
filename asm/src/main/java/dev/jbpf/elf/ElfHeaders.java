package dev.jbpf.elf;

import static dev.jbpf.internal.ElfFormat.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The headers of a 64-bit ELF file of any kind, an object, an executable or a library: what is
 * where in it.
 *
 * <p>Places in tables are not checked: what lies outside of the file is an {@link
 * IndexOutOfBoundsException}.
 */
public final class ElfHeaders {
  static final int CLASS_AT = 4;
  static final int ORDER_AT = 5;
  static final int FORMAT_AT = 6;
  static final int TYPE_AT = 16;
  static final int MACHINE_AT = 18;
  static final int VERSION_AT = 20;
  static final int SEGMENTS_AT = 32;
  static final int SECTIONS_AT = 40;
  static final int FLAGS_AT = 48;
  static final int SEGMENT_COUNT_AT = 56;
  static final int SECTION_BYTES_AT = 58;
  static final int SECTION_COUNT_AT = 60;
  static final int NAMES_AT = 62;

  private static final int SEGMENT_BYTES = 56;
  private static final int TYPE_FIXED = 2;

  /** Machines whose objects people have at hand. */
  private static final Map<Integer, String> OTHERS =
      Map.of(3, "x86", 40, "ARM", 62, "x86-64", 183, "AArch64", 243, "RISC-V", 258, "LoongArch");

  private final ByteBuffer file;

  private ElfHeaders(ByteBuffer file) {
    this.file = file;
  }

  /**
   * What of the file is where in memory.
   *
   * @param type {@code p_type}: 1 is loaded
   * @param offset in the file, in bytes
   * @param address in memory
   * @param size in the file, in bytes
   */
  public record Segment(int type, long offset, long address, long size) {
    /** The type of those that are loaded. */
    public static final int LOAD = 1;
  }

  /**
   * A section, as the file describes it.
   *
   * @param at where the header is in the file, in bytes
   * @param name where its name starts in the section of names
   * @param type {@code sh_type}
   * @param flags {@code sh_flags}
   * @param offset in the file, in bytes
   * @param size in bytes
   * @param link the number of a section, which one depends on the type
   * @param info as the type has it
   * @param alignment {@code sh_addralign}
   * @param entrySize {@code sh_entsize}, in bytes
   */
  public record SectionHeader(
      int at,
      int name,
      int type,
      long flags,
      long offset,
      long size,
      int link,
      int info,
      long alignment,
      long entrySize) {
    /** The types of those that hold symbols. */
    public static final int SYMTAB = 2;

    /** The type of those that hold notes. */
    public static final int NOTE = 7;

    /** The type of those with what is linked at run time. */
    public static final int DYNSYM = 11;
  }

  /** {@return whether {@code bytes} start as an ELF file does} */
  public static boolean isElf(byte[] bytes) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= bytes.length || bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the headers of that file, which must not change} The buffer's position does not count.
   *
   * @throws ElfFormatException if it is no 64-bit ELF file
   */
  public static ElfHeaders of(ByteBuffer file) {
    if (file.limit() < HEADER_BYTES) {
      throw new ElfFormatException(
          file.limit(), "the file ends within the header of " + HEADER_BYTES + " bytes");
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (file.get(i) != MAGIC[i]) {
        throw new ElfFormatException(0, "no ELF object: it does not start with 7f 45 4c 46");
      }
    }
    ByteOrder order = order(file.get(ORDER_AT));
    expect(CLASS_AT, file.get(CLASS_AT), CLASS_64, "class");
    return new ElfHeaders(file.duplicate().order(order));
  }

  private static ByteOrder order(int encoding) {
    return switch (encoding) {
      case LITTLE -> ByteOrder.LITTLE_ENDIAN;
      case BIG -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new ElfFormatException(ORDER_AT, "byte order " + encoding + " is neither 1 nor 2");
    };
  }

  static void expect(int at, int value, int expected, String what) {
    if (value != expected) {
      throw new ElfFormatException(at, what + " is " + value + ", must be " + expected);
    }
  }

  /** Goes through what only relocatable objects for BPF have. */
  void checkObject() {
    int machine = u16(MACHINE_AT);
    if (machine != MACHINE_NONE && machine != MACHINE_BPF) {
      throw new ElfFormatException(
          MACHINE_AT,
          "not an eBPF object: machine is "
              + machine
              + Optional.ofNullable(OTHERS.get(machine)).map(name -> ", " + name).orElse("")
              + ", must be "
              + MACHINE_BPF);
    }
    expect(FORMAT_AT, file.get(FORMAT_AT), VERSION, "version");
    expect(TYPE_AT, u16(TYPE_AT), TYPE_RELOCATABLE, "type (1 is a relocatable object)");
    expect(VERSION_AT, file.getInt(VERSION_AT), VERSION, "version");
    if (sectionTable() != 0 || sections() != 0) {
      expect(SECTION_BYTES_AT, u16(SECTION_BYTES_AT), SECTION_BYTES, "size of a section header");
    }
  }

  /** {@return the byte order of the file} */
  public ByteOrder order() {
    return file.order();
  }

  int flags() {
    return file.getInt(FLAGS_AT);
  }

  /** Where the headers of sections start. */
  long sectionTable() {
    return file.getLong(SECTIONS_AT);
  }

  /** The number of the section with the names of the others. */
  int names() {
    return u16(NAMES_AT);
  }

  /** {@return how many sections there are} */
  public int sections() {
    return u16(SECTION_COUNT_AT);
  }

  /** {@return how many segments there are} */
  public int segments() {
    return u16(SEGMENT_COUNT_AT);
  }

  /** {@return the section of that number} */
  public SectionHeader section(int number) {
    int at = place(sectionTable(), number, SECTION_BYTES);
    return new SectionHeader(
        at,
        file.getInt(at),
        file.getInt(at + 4),
        file.getLong(at + 8),
        file.getLong(at + 24),
        file.getLong(at + 32),
        file.getInt(at + 40),
        file.getInt(at + 44),
        file.getLong(at + 48),
        file.getLong(at + 56));
  }

  /** {@return where {@code section} is in memory} */
  public long address(SectionHeader section) {
    return file.getLong(section.at() + 16);
  }

  /** {@return the name of {@code section}} */
  public String name(SectionHeader section) {
    int start = Math.toIntExact(Math.addExact(section(names()).offset(), section.name()));
    int end = start;
    while (file.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - start];
    file.get(start, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  /**
   * {@return whether the file is an executable whose addresses in memory are those that it says}
   */
  public boolean isAtItsAddress() {
    return u16(TYPE_AT) == TYPE_FIXED;
  }

  /** {@return the segment of that number} */
  public Segment segment(int number) {
    int at = place(file.getLong(SEGMENTS_AT), number, SEGMENT_BYTES);
    return new Segment(
        file.getInt(at), file.getLong(at + 8), file.getLong(at + 16), file.getLong(at + 32));
  }

  private int place(long start, long number, int bytes) {
    long at = start + number * bytes;
    if (start < 0 || number < 0 || at < 0 || at > file.limit()) {
      throw new IndexOutOfBoundsException("byte " + at + " of " + file.limit());
    }
    return (int) at;
  }

  private int u16(int at) {
    return file.getShort(at) & 0xffff;
  }
}
