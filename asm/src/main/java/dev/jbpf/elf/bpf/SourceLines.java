package dev.jbpf.elf.bpf;

/** The lines of a source file, as texts of an object's type information. */
public final class SourceLines {
  static final SourceLines NONE = new SourceLines(0, new byte[0]);

  private final int first;
  private final byte[] file;

  SourceLines(int first, byte[] file) {
    this.first = first;
    this.file = file;
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
