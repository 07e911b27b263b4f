package dev.jbpf.internal;

/** Numbers of the file format that the reader and the writer share. */
public final class ElfFormat {
  public static final int HEADER_BYTES = 64;
  public static final int SECTION_BYTES = 64;
  public static final int SYMBOL_BYTES = 24;
  public static final int RELOCATION_BYTES = 16;
  public static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  public static final int CLASS_64 = 2;
  public static final int LITTLE = 1;
  public static final int BIG = 2;
  public static final int VERSION = 1;
  public static final int TYPE_RELOCATABLE = 1;
  public static final int MACHINE_NONE = 0;
  public static final int MACHINE_BPF = 247;

  public static final int SYMTAB = 2;
  public static final int STRTAB = 3;
  public static final int RELA = 4;
  public static final int REL = 9;
  public static final int GROUP = 17;
  public static final int SYMTAB_SHNDX = 18;
  public static final int LLVM_ADDRSIG = 0x6fff_4c03;

  /** Section numbers from here on have another meaning. */
  public static final int RESERVED = 0xff00;

  /** Flags that tell of a link to another section or a group, which the model does not keep. */
  public static final long LINK_FLAGS = 0x40 | 0x80 | 0x200;

  /** The flag of a relocation section whose info is a section's number. */
  public static final long INFO_LINK = 0x40;

  public static final int MAX_ALIGNMENT = 1 << 16;

  private ElfFormat() {}

  public static void requireName(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a name has a NUL character: " + name.replace("\0", "\\0"));
    }
  }

  public static long align(long at, long alignment) {
    return (at + alignment - 1) & -alignment;
  }

  public static boolean isAlignment(long value) {
    return value > 0 && value <= MAX_ALIGNMENT && Long.bitCount(value) == 1;
  }
}
