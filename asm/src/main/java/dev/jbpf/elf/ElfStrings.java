package dev.jbpf.elf;

/**
 * The names in a string table. A name may start anywhere within another, so that a small table can
 * hold texts without bound; what is read of one is limited.
 */
final class ElfStrings {
  private static final long PER_BYTE = 16;
  private static final long AT_LEAST = 1 << 16;

  private final ElfBytes file;
  private final CheckedSection table;

  /** Where those end that were read, by where they start in the table; 0 for others. */
  private final int[] ends;

  private long left;

  ElfStrings(ElfBytes file, CheckedSection table) {
    this.file = file;
    this.table = table;
    this.ends = new int[table.size()];
    this.left = AT_LEAST + PER_BYTE * file.length();
  }

  /** The name at {@code offset} of the table, which the file refers to at {@code at}. */
  String at(long offset, long at) {
    int end = end(offset, at);
    return file.text(start(offset), end);
  }

  /** Where the name at {@code offset} of the table starts in the file. */
  int start(long offset) {
    return table.start() + (int) offset;
  }

  /** Where the name ends that {@link #at} returns. */
  int end(long offset, long at) {
    if (offset == 0 && table.size() == 0) {
      return table.start();
    }
    if (offset >= table.size()) {
      throw new ElfFormatException(
          at,
          String.format(
              "the name is at 0x%x of section %d, which has 0x%x bytes",
              offset, table.number(), table.size()));
    }
    int known = ends[(int) offset];
    return known == 0 ? find(offset, at) : known;
  }

  private int find(long offset, long at) {
    byte[] bytes = file.array();
    int limit = table.end();
    int from = start(offset);
    int end = from;
    while (end < limit && bytes[end] != 0) {
      end++;
    }
    if (end == limit) {
      throw new ElfFormatException(from, "a name has no end within section " + table.number());
    }
    left -= end - from;
    if (left < 0) {
      throw new ElfFormatException(at, "names are many times longer than the file");
    }
    ends[(int) offset] = end;
    return end;
  }
}
