package dev.jbpf.verifier.explain;

import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What clang makes of small programs of C, each compiled once. */
final class CompiledC {
  private static final Map<String, byte[]> OBJECTS = new HashMap<>();

  private static final Path FOLDER = Path.of("target/rules").toAbsolutePath();

  private CompiledC() {}

  /** {@return {@code message} without the folder in which objects are compiled} */
  static String shortened(String message) {
    return message.replace(FOLDER + "/", "");
  }

  /** {@return the object of {@code source}, which messages call {@code prog.c}} */
  static synchronized byte[] object(String source) {
    return OBJECTS.computeIfAbsent(source, CompiledC::compile);
  }

  private static byte[] compile(String source) {
    try {
      Files.createDirectories(FOLDER);
      Path file = Files.writeString(FOLDER.resolve("prog.c"), source);
      Path object = FOLDER.resolve("prog.o");
      Tool.named("clang-19")
          .succeed(
              "-g",
              "-O2",
              "-mcpu=v3",
              "-target",
              "bpf",
              "-I/usr/include/"
                  + System.getProperty("os.arch").replace("amd64", "x86_64")
                  + "-linux-gnu",
              "-c",
              file,
              "-o",
              object);
      return Files.readAllBytes(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
