package dev.jbpf.text;

import java.nio.charset.StandardCharsets;

/**
 * Turns text into programs. Whatever the text is, the answer is an {@link Assembly}: nothing is
 * thrown for what is wrong with it.
 */
public final class Assembler {
  /** What stands for the file's name in messages about a text that has none. */
  public static final String NO_FILE = "<string>";

  private Assembler() {}

  /**
   * {@return what the text makes}
   *
   * @param source the text in UTF-8; the array is read, not kept from changing
   * @param file the name that messages give
   * @param dialect how instructions are written, {@link Dialect#AUTO} for any way
   */
  public static Assembly assemble(byte[] source, String file, Dialect dialect) {
    return new Parser(new SourceText(file, source), dialect).parse();
  }

  /** {@return what the text makes, in any dialect} */
  public static Assembly assemble(String source) {
    return assemble(source.getBytes(StandardCharsets.UTF_8), NO_FILE, Dialect.AUTO);
  }
}
