package dev.jbpf.cli.console;

import java.io.File;

/** The names of files that a command writes where none is given. */
public final class OutputName {
  private OutputName() {}

  /**
   * {@return the input's name with another ending, in the current folder; standard output for
   * standard input}
   */
  public static String of(InputFile source, String extension) {
    return source.isStandard() ? InputFile.STANDARD : base(source) + "." + extension;
  }

  /** {@return the input's name without folders and ending} */
  public static String base(InputFile source) {
    if (source.isStandard()) {
      return "prog";
    }
    String name = new File(source.name()).getName();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
