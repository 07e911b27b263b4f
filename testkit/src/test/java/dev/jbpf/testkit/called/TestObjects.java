package dev.jbpf.testkit.called;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Objects of the C sources of tests. */
final class TestObjects {
  private TestObjects() {}

  /** {@return what clang makes of {@code objects/NAME.c}} */
  static BpfObjectFile compiled(String name, Path folder) throws IOException {
    Path source = folder.resolve(name + ".c");
    Path file = folder.resolve(name + ".o");
    try (InputStream in = TestObjects.class.getResourceAsStream("/objects/" + name + ".c")) {
      Files.copy(in, source);
    }
    Tool.named("clang-19")
        .succeed("-g", "-O2", "-mcpu=v3", "-target", "bpf", "-c", source, "-o", file);
    return BpfObjectFile.read(Files.readAllBytes(file));
  }
}
