package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.Helper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads tables, which are resources beside classes. */
public final class FactTables {
  private FactTables() {}

  static List<String> lines(String name) {
    return lines(FactTables.class, name);
  }

  /** {@return the lines of a table beside {@code owner}, without comments and empty lines} */
  public static List<String> lines(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
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
