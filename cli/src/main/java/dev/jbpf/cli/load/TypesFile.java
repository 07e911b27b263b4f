package dev.jbpf.cli.load;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.cli.console.UsageException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the types of a kernel that {@code --btf} names. */
public final class TypesFile {
  private TypesFile() {}

  /**
   * {@return the types of a kernel that {@code file} holds}
   *
   * @throws UsageException if it cannot be read, or holds none
   */
  public static Btf read(Path file) {
    try {
      return Btf.read(file);
    } catch (IOException e) {
      throw UsageException.of("read", file.toString(), e);
    } catch (BtfException e) {
      throw new UsageException(file + " holds no types: " + e.getMessage());
    }
  }
}
