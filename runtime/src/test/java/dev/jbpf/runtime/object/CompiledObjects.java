package dev.jbpf.runtime.object;

import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What other people's compilers make of the C sources in the test resources. */
final class CompiledObjects {
  private CompiledObjects() {}

  /**
   * {@return what Debian's clang makes of that source} It stays beside the test classes, so that
   * the second kernel, where no compiler is, has it too.
   */
  static Path clang(String name) {
    Path source = source("objects/" + name);
    Path object = source.resolveSibling(name + ".o");
    if (!isNewer(object, source) || !isNewer(object, source.resolveSibling("bpf.h"))) {
      Tool.named("clang-19")
          .succeed("-g", "-O2", "-mcpu=v3", "-target", "bpf", "-c", source, "-o", object);
    }
    return object;
  }

  /** {@return what Debian's gcc makes of it, without BTF} */
  static Path gcc(String name, Path folder) {
    Path object = folder.resolve(name + ".gcc.o");
    Tool.named("bpf-gcc").succeed("-O2", "-c", source("objects/" + name), "-o", object);
    return object;
  }

  /** {@return an executable of this machine with frame pointers, beside the test classes, too} */
  static Path executable(String name) {
    Path source = source("programs/" + name);
    Path file = source.resolveSibling(name);
    if (!isNewer(file, source)) {
      Tool.named("gcc").succeed("-O1", "-fno-omit-frame-pointer", source, "-o", file);
    }
    return file;
  }

  private static Path source(String name) {
    URL url = CompiledObjects.class.getResource("/" + name + ".c");
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isNewer(Path object, Path source) {
    try {
      return Files.exists(object)
          && Files.getLastModifiedTime(object).compareTo(Files.getLastModifiedTime(source)) >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
