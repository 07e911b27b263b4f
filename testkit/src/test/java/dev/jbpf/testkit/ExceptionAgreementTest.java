package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs throw ends them as it does in the kernel; variables say what they did before. */
class ExceptionAgreementTest {
  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("exceptions.c");
    Path file = folder.resolve("exceptions.o");
    try (InputStream in =
        ExceptionAgreementTest.class.getResourceAsStream("/objects/exceptions.c")) {
      Files.copy(in, source);
    }
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", file);
    object = BpfObjectFile.read(Files.readAllBytes(file));
  }

  @BpfTest
  @CsvSource({
    "at_once, 64",
    "from_a_function, 33",
    "not_at_all, 3",
    "from_a_global_function, 33",
    "to_a_function, 71",
    "to_a_function_in_vain, 3",
  })
  void endsAsInTheKernel(String program, long result) {
    assertThat(object).program(program).withPacket(new byte[64]).returns(result);
  }
}
