package dev.jbpf.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that a command reads, as a whole.
 *
 * @param name its name in messages
 * @param bytes what it holds
 */
public record InputFile(String name, byte[] bytes) {
  /** Stands for standard input, and for standard output. */
  public static final String STANDARD = "-";

  private static final String STANDARD_NAME = "<stdin>";
  private static final String CLASS = ".class";

  /**
   * {@return the contents of {@code file}, or of standard input for {@code -}}
   *
   * @throws UsageException if it cannot be read, or has more than 256 MiB
   */
  public static InputFile read(String file, Console console) {
    try {
      return file.equals(STANDARD)
          ? new InputFile(STANDARD_NAME, console.files().readStandard(console.in()))
          : new InputFile(
              file, ClassFileObject.orBytes(file, console.files().read(new File(file))));
    } catch (InvalidPathException e) {
      throw new UsageException("not a file name: " + e.getMessage());
    } catch (IOException e) {
      throw UsageException.of("read", file, e);
    }
  }

  /**
   * {@return what is in {@code files}, class files as the one object that they are together}
   *
   * @throws UsageException if one cannot be read, or is no program
   */
  public static List<InputFile> readAll(List<String> files, Console console) {
    List<String> classes = files.stream().filter(file -> file.endsWith(CLASS)).toList();
    List<InputFile> all = new ArrayList<>();
    for (String file : files) {
      if (classes.size() < 2 || !classes.contains(file)) {
        all.add(read(file, console));
      } else if (file.equals(classes.get(0))) {
        all.add(new InputFile(file, ClassFileObject.ofClasses(classes, console)));
      }
    }
    return all;
  }

  /** {@return whether it came from standard input} */
  boolean isStandard() {
    return name.equals(STANDARD_NAME);
  }
}
