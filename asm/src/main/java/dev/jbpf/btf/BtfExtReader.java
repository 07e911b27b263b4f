package dev.jbpf.btf;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code .BTF.ext}: tables of rows, each for one section of the object. */
final class BtfExtReader {
  private static final int HEADER = 24;
  private static final int HEADER_WITH_RELOCATIONS = 32;
  private static final int WORD = BtfWords.BYTES;
  private static final char NUMBER = '#';

  private final BtfWords words;
  private final Btf types;

  private BtfExtReader(BtfWords words, Btf types) {
    this.words = words;
    this.types = types;
  }

  static BtfExt read(byte[] bytes, Btf types) {
    return new BtfExtReader(new BtfWords(bytes, BtfReader.order(bytes)), types).read();
  }

  private BtfExt read() {
    long header = words.unsigned(4);
    if (header < HEADER || header > words.bytes().length) {
      throw new BtfException(4, "a header of " + header + " bytes");
    }
    List<BtfExt.Rows> none = List.of();
    return new BtfExt(
        table(header, 8, "#T"),
        table(header, 16, "#NN#"),
        header >= HEADER_WITH_RELOCATIONS ? table(header, 24, "#TN#") : none);
  }

  /** The table whose place the header has at {@code at}; letters as in {@link BtfKind}. */
  private List<BtfExt.Rows> table(long header, int at, String letters) {
    long start = header + words.unsigned(at);
    long length = words.unsigned(at + WORD);
    if (length == 0) {
      return List.of();
    }
    if (length < WORD || start + length > words.bytes().length) {
      throw new BtfException(at, "a table from " + start + " to " + (start + length));
    }
    long record = words.unsigned((int) start);
    if (record < (long) letters.length() * WORD || record % WORD != 0) {
      throw new BtfException((int) start, "records of " + record + " bytes");
    }
    return sections((int) start + WORD, (int) (start + length), record, letters);
  }

  private List<BtfExt.Rows> sections(int start, int end, long record, String letters) {
    List<BtfExt.Rows> all = new ArrayList<>();
    int at = start;
    while (at < end) {
      if (end - at < 2 * WORD) {
        throw new BtfException(at, "cut short: " + (end - at) + " bytes left of the table");
      }
      long count = words.unsigned(at + WORD);
      if (count > (end - at - 2 * WORD) / record) {
        throw new BtfException(at, count + " records of " + record + " bytes do not fit");
      }
      String section = string(at);
      all.add(rows(section, at + 2 * WORD, (int) count, (int) record, letters));
      at += 2 * WORD + (int) (count * record);
    }
    return all;
  }

  private BtfExt.Rows rows(String section, int start, int count, int record, String letters) {
    int columns = letters.length();
    int[] numbers = new int[count * columns];
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < columns; column++) {
        int at = start + row * record + column * WORD;
        check(letters.charAt(column), at);
        numbers[row * columns + column] = words.at(at);
      }
    }
    return new BtfExt.Rows(section, columns, numbers);
  }

  private void check(char letter, int at) {
    int limit = letter == 'T' ? types.size() : types.bytes().strings().limit();
    if (letter != NUMBER && words.unsigned(at) >= limit) {
      throw new BtfException(
          at,
          words.unsigned(at) + " is no " + (letter == 'T' ? "type" : "string") + " of the object");
    }
  }

  private String string(int at) {
    check('N', at);
    return types.string(words.at(at));
  }
}
