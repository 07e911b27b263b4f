package dev.jbpf.runtime.object.hook;

import dev.jbpf.runtime.host.Architecture;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds executables and libraries as the shell and the dynamic linker do, by their names. */
final class Binaries {
  private static final List<String> LIBRARIES =
      List.of("/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib");

  private Binaries() {}

  /**
   * {@return the file of that name: {@code libc.so.6}, {@code bash}; a path is taken as it is}
   *
   * @throws IllegalArgumentException if there is none
   */
  static Path find(String name) {
    if (name.contains("/")) {
      return Path.of(name);
    }
    return folders(name)
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no '" + name + "' where programs and libraries are: say its path"));
  }

  private static Stream<Path> folders(String name) {
    if (!name.contains(".so")) {
      return Stream.of(
              System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
          .map(Path::of);
    }
    return LIBRARIES.stream()
        .map(Path::of)
        .flatMap(
            folder ->
                Stream.concat(
                    Stream.of(folder),
                    Architecture.current().stream().map(a -> folder.resolve(a.libraryFolder()))));
  }
}
