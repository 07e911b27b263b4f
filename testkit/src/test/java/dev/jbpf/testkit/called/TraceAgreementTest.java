package dev.jbpf.testkit.called;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.testkit.BpfTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;

/** What tracing programs are told is the same here and in the kernel, where it can be. */
class TraceAgreementTest {
  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    object = TestObjects.compiled("traces", folder);
  }

  @BpfTest
  @ValueSource(strings = {"texts", "tasks", "symbols"})
  void givesWhatTheKernelGives(String program) {
    assertThat(object).program(program).returns(0);
  }
}
