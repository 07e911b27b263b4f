package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.Helper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the tables, which are resources beside the classes. */
final class Tables {
  private Tables() {}

  /** {@return the lines of a table, without comments and empty lines} */
  static List<String> lines(String name) {
    try (InputStream in = Tables.class.getResourceAsStream(name)) {
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

  /** {@return the helper of that name, without {@code bpf_}} */
  static Helper helper(String name) {
    return Helper.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
