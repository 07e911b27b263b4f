package dev.jbpf.verifier.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads tables, which are resources beside the classes. */
final class Table {
  private Table() {}

  /** {@return the lines of a table, without comments and empty lines} */
  static List<String> lines(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      byte[] bytes =
          Optional.ofNullable(in).orElseThrow(() -> new IllegalStateException(name)).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
