package dev.jbpf.elf;

import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Objects of the C sources in the test resources, made by other people's compilers. */
public final class Compilers {
  private static final Path SOURCES = Path.of("src/test/resources/objects");

  private Compilers() {}

  /** {@return the C sources} */
  public static List<Path> sources() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(f -> f.toString().endsWith(".c")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the source of that name} */
  public static Path source(String name) {
    return SOURCES.resolve(name);
  }

  /** {@return what Debian's clang makes of it for the target {@code bpfel} or {@code bpfeb}} */
  public static Path clang(Path source, String target, Path folder) {
    Path object = folder.resolve(name(source) + "." + target + ".o");
    Tool.named("clang-19")
        .succeed("-g", "-O2", "-mcpu=v3", "-target", target, "-c", source, "-o", object);
    return object;
  }

  /** {@return what Debian's gcc makes of it} */
  public static Path gcc(Path source, Path folder) {
    Path object = folder.resolve(name(source) + ".gcc.o");
    Tool.named("bpf-gcc").succeed("-O2", "-gbtf", "-c", source, "-o", object);
    return object;
  }

  private static String name(Path source) {
    return source.getFileName().toString().replace(".c", "");
  }

  /** {@return the file's content} */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
