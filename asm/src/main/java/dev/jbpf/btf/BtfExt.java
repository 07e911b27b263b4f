package dev.jbpf.btf;

import java.util.List;
import java.util.Optional;

/**
 * What an object says of its instructions: the section {@code .BTF.ext}. Rows are kept as numbers,
 * because a program of a million lines has a million of them.
 *
 * <p>Offsets of instructions are in bytes from the start of their section.
 *
 * @param functions which function starts where
 * @param lines which source line an instruction belongs to
 * @param relocations what depends on the layout of the kernel's types (CO-RE)
 */
public record BtfExt(List<Rows> functions, List<Rows> lines, List<Rows> relocations) {

  /** The number of a function's columns: offset, type. */
  public static final int FUNCTION_COLUMNS = 2;

  /**
   * The number of a line's columns: offset, string offset of the file's name, string offset of the
   * text, line &lt;&lt; 10 | column.
   */
  public static final int LINE_COLUMNS = 4;

  /** The number of a relocation's columns: offset, type, string offset of the path, kind. */
  public static final int RELOCATION_COLUMNS = 4;

  /** Lists are copied. */
  public BtfExt {
    functions = List.copyOf(functions);
    lines = List.copyOf(lines);
    relocations = List.copyOf(relocations);
  }

  /** The rows of one section of the object. */
  public static final class Rows {
    private final String section;
    private final int columns;
    private final int[] numbers;

    Rows(String section, int columns, int[] numbers) {
      this.section = section;
      this.columns = columns;
      this.numbers = numbers;
    }

    /** {@return the section's name} */
    public String section() {
      return section;
    }

    /** {@return how many numbers a row has} */
    public int columns() {
      return columns;
    }

    /** {@return how many rows there are} */
    public int size() {
      return numbers.length / columns;
    }

    /** {@return the number in that row and column, both counted from 0} */
    public int at(int row, int column) {
      return numbers[row * columns + column];
    }

    /** {@return the instruction's offset, in bytes} */
    public int offset(int row) {
      return at(row, 0);
    }
  }

  /**
   * {@return what these bytes say}
   *
   * @param types the object's types, which hold the strings
   * @throws BtfException if the bytes are cut short, or refer to types or strings that are not
   *     there
   */
  public static BtfExt parse(byte[] bytes, Btf types) {
    return BtfExtReader.read(bytes, types);
  }

  /** {@return the rows of that section, if there are any} */
  public static Optional<Rows> of(List<Rows> all, String section) {
    return all.stream().filter(rows -> rows.section().equals(section)).findFirst();
  }

  /** {@return the line number in a line's last column} */
  public static int line(int lineAndColumn) {
    return lineAndColumn >>> 10;
  }

  /** {@return the column in a line's last column, 0 if it is not known} */
  public static int column(int lineAndColumn) {
    return lineAndColumn & 0x3ff;
  }
}
