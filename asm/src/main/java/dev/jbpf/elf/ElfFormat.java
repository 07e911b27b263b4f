package dev.jbpf.elf;

/** Numbers of the file format that the reader and the writer share. */
final class ElfFormat {
  static final int HEADER_BYTES = 64;
  static final int SECTION_BYTES = 64;
  static final int SYMBOL_BYTES = 24;
  static final int RELOCATION_BYTES = 16;
  static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  static final int CLASS_64 = 2;
  static final int LITTLE = 1;
  static final int BIG = 2;
  static final int VERSION = 1;
  static final int TYPE_RELOCATABLE = 1;
  static final int MACHINE_NONE = 0;
  static final int MACHINE_BPF = 247;

  static final int SYMTAB = 2;
  static final int STRTAB = 3;
  static final int RELA = 4;
  static final int REL = 9;
  static final int GROUP = 17;
  static final int SYMTAB_SHNDX = 18;
  static final int LLVM_ADDRSIG = 0x6fff_4c03;

  /** Section numbers from here on have another meaning. */
  static final int RESERVED = 0xff00;

  /** Flags that tell of a link to another section or a group, which the model does not keep. */
  static final long LINK_FLAGS = 0x40 | 0x80 | 0x200;

  /** The flag of a relocation section whose info is a section's number. */
  static final long INFO_LINK = 0x40;

  static final int MAX_ALIGNMENT = 1 << 16;

  private ElfFormat() {}

  static void requireName(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a name has a NUL character: " + name.replace("\0", "\\0"));
    }
  }

  static long align(long at, long alignment) {
    return (at + alignment - 1) & -alignment;
  }

  static boolean isAlignment(long value) {
    return value > 0 && value <= MAX_ALIGNMENT && Long.bitCount(value) == 1;
  }
}
