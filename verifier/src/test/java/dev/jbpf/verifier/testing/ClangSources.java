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
    return compile(SOURCES.resolve(name + ".c"), cpu, level, folder.resolve(name + ".o"));
  }

  /** {@return the object of {@code text}, which may include what is beside the tests} */
  public static byte[] compileText(String name, String text, Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve(name + ".c"), text);
    return compile(source, "v4", "-O2", folder.resolve(name + ".o"));
  }

  private static byte[] compile(Path source, String cpu, String level, Path object)
      throws Exception {
    Tool.named("clang-19")
        .succeed(
            "-g",
            "-w",
            level,
            "-I" + SOURCES,
            "-mcpu=" + cpu,
            "-target",
            "bpf",
            "-I/usr/include/"
                + System.getProperty("os.arch").replace("amd64", "x86_64")
                + "-linux-gnu",
            "-c",
            source,
            "-o",
            object);
    return Files.readAllBytes(object);
  }
}
