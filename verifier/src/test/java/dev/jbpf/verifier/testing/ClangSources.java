package dev.jbpf.verifier.testing;

import dev.jbpf.testing.Tool;
import java.nio.file.Files;
import java.nio.file.Path;

/** Objects that clang makes of the C beside the tests. */
public final class ClangSources {
  private static final Path SOURCES = Path.of("src/test/resources/clang");

  private ClangSources() {}

  /**
   * {@return the object of {@code name}.c, for that machine, optimized so, made in {@code folder}}
   */
  public static byte[] compile(String name, String cpu, String level, Path folder)
      throws Exception {
    Path object = folder.resolve(name + ".o");
    Tool.named("clang-19")
        .succeed(
            "-g",
            level,
            "-mcpu=" + cpu,
            "-target",
            "bpf",
            "-I/usr/include/"
                + System.getProperty("os.arch").replace("amd64", "x86_64")
                + "-linux-gnu",
            "-c",
            SOURCES.resolve(name + ".c"),
            "-o",
            object);
    return Files.readAllBytes(object);
  }
}
