package dev.jbpf.elf;

/**
 * The names in a string table. A name may start anywhere within another, so that a small table can
 * hold texts without bound; what is read of one is limited.
 */
final class Names {
  private static final long PER_BYTE = 16;
  private static final long AT_LEAST = 1 << 16;

  private final ElfBytes file;
  private final ElfHeader table;

  /** Those that were read, by where they start in the table. */
  private final String[] known;

  private long left;

  Names(ElfBytes file, ElfHeader table) {
    this.file = file;
    this.table = table;
    this.known = new String[table.size()];
    this.left = AT_LEAST + PER_BYTE * file.length();
  }

  /** The name at {@code offset} of the table, which the file refers to at {@code at}. */
  String at(long offset, long at) {
    if (offset == 0 && table.size() == 0) {
      return "";
    }
    if (offset >= table.size()) {
      throw new ElfFormatException(
          at,
          String.format(
              "the name is at 0x%x of section %d, which has 0x%x bytes",
              offset, table.number(), table.size()));
    }
    String name = known[(int) offset];
    return name == null ? read(offset, at) : name;
  }

  private String read(long offset, long at) {
    int from = table.start() + (int) offset;
    int end = from;
    while (end < table.end() && file.array()[end] != 0) {
      end++;
    }
    if (end == table.end()) {
      throw new ElfFormatException(from, "a name has no end within section " + table.number());
    }
    left -= end - from;
    if (left < 0) {
      throw new ElfFormatException(at, "names are many times longer than the file");
    }
    String name = file.text(from, end);
    known[(int) offset] = name;
    return name;
  }
}
