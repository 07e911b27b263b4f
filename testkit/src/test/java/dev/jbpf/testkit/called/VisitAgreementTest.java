package dev.jbpf.testkit.called;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.testkit.BpfTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Helpers that call functions, timers and cookies give on the machine what the kernel's give, which
 * the programs leave in variables. The kit compares these.
 */
class VisitAgreementTest {
  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    object = TestObjects.compiled("visits", folder);
  }

  @BpfTest
  @ValueSource(strings = {"entries", "elements", "loops", "timers", "cookies", "segments"})
  void givesWhatTheKernelGives(String program) {
    assertThat(object).program(program).withPacket(new byte[64]).returns(0);
  }
}
