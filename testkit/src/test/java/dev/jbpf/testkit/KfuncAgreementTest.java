package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.map.Codec;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kfuncs give on the machine what the kernel's give: for each of some thousand calls, which leave
 * their results in variables. The kit compares these.
 */
class KfuncAgreementTest {
  private static final byte[] ENDLESS = new byte[70_000];
  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("kfuncs.c");
    Path file = folder.resolve("kfuncs.o");
    try (InputStream in = KfuncAgreementTest.class.getResourceAsStream("/objects/kfuncs.c")) {
      Files.copy(in, source);
    }
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", file);
    object = BpfObjectFile.read(Files.readAllBytes(file));
    Arrays.fill(ENDLESS, 0, ENDLESS.length - 1, (byte) 'x');
  }

  @BpfTest
  @ValueSource(strings = {"pairs", "each", "beyond", "absent", "bits", "views"})
  void givesWhatTheKernelsGives(String program) {
    assertThat(object)
        .program(program)
        .withVariable("endless", Codec.bytes(ENDLESS.length), ENDLESS)
        .withPacket(new byte[64])
        .returns(0);
  }
}
