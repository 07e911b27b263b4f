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
 * Locks, timers and pointers to objects in values of an object's maps: what an update does to them,
 * and what is seen of them, is what it is in the kernel. Maps and variables of engines are
 * compared.
 */
class FieldAgreementTest {
  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    object = TestObjects.compiled("fields", folder);
  }

  @BpfTest
  @ValueSource(strings = {"locks", "hidden", "timers", "objects"})
  void areWhatTheyAreInTheKernel(String program) {
    assertThat(object).program(program).withPacket(new byte[64]).returns(0);
  }
}
