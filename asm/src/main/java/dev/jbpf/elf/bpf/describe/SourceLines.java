package dev.jbpf.elf.bpf.describe;

import java.util.Arrays;

/** The lines of a source file, as texts of an object's type information. */
public final class SourceLines {
  static final SourceLines NONE = new SourceLines(0, new byte[0]);

  private final int first;
  private final byte[] file;
  private final int[] starts;

  SourceLines(int first, byte[] file) {
    this.first = first;
    this.file = file;
    this.starts = starts(file);
  }

  private static int[] starts(byte[] file) {
    int[] starts = new int[1024];
    int count = 1;
    for (int at = 0; at < file.length; at++) {
      if (file[at] == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = at + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /**
   * {@return the number of the text of that line, counted from 1; of the empty text if it has none}
   */
  public int ofLine(int line) {
    return line >= 1 && line <= starts.length ? at(starts[line - 1]) : 0;
  }

  /**
   * {@return the number of the text from byte {@code start} of the file to the end of its line,
   * without blanks in front; that of the empty text if the file was left out}
   */
  public int at(int start) {
    int at = start;
    while (at < file.length && (file[at] == ' ' || file[at] == '\t')) {
      at++;
    }
    return at < file.length ? first + at : 0;
  }
}
