package dev.jbpf.text;

import dev.jbpf.source.SourceFile;
import dev.jbpf.text.emit.AssembledSource;
import dev.jbpf.text.link.Fixups;
import dev.jbpf.text.read.ReadSource;
import java.nio.charset.StandardCharsets;

/**
 * Turns text into programs and objects. Whatever the text is, the answer is an {@link Assembly}:
 * nothing is thrown for what is wrong with it.
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
   * @param options how to read it, and what to make
   */
  public static Assembly assemble(byte[] source, String file, AssemblerOptions options) {
    SourceFile text = SourceFile.of(file, source);
    ReadSource read = ReadSource.of(text, options.settings());
    Fixups.resolve(read.state(), read.declarations());
    return new Assembly(new AssembledSource(read.state(), read.declarations()));
  }

  /** {@return the program that the text makes, where instructions are in that dialect} */
  public static Assembly assemble(byte[] source, String file, Dialect dialect) {
    return assemble(source, file, AssemblerOptions.DEFAULT.dialect(dialect));
  }

  /** {@return the program that the text makes, in any dialect} */
  public static Assembly assemble(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return assemble(bytes, NO_FILE, AssemblerOptions.DEFAULT);
  }
}
