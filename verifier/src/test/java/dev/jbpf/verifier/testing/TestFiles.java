package dev.jbpf.verifier.testing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Files beside the tests, wherever these are run. */
public final class TestFiles {
  private TestFiles() {}

  /** {@return that folder of the class path} */
  public static Path in(String folder) {
    URL url = Objects.requireNonNull(TestFiles.class.getResource(folder), folder);
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
