package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No instruction refers to the function that takes what a program throws. */
@KernelTest
class ExceptionCallbacksTest {
  private static final byte[] PACKET = new byte[64];

  private static OpenObject open() {
    return BpfObject.open(CompiledObjects.clang("exceptions"));
  }

  @Test
  void theFunctionThatTheProgramNamesRuns() {
    Since.linux(6, 7);
    try (BpfObject object = open().load()) {
      assertThat(object.losses()).isEmpty();
      assertThat(object.program("thrown").testRun(TestRun.onPacket(PACKET)).returnValue())
          .isEqualTo(7);
      assertThat(object.variable("seen", Codec.U64).get()).isEqualTo(14);
      assertThat(object.program("other").testRun(TestRun.onPacket(PACKET)).returnValue())
          .isEqualTo(77);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "lost; names 'nowhere' for exceptions, which is no function of .text",
        "hidden; names 'half' for exceptions, which must not be static",
        "twice; names several functions for exceptions: ",
      })
  void whatCannotBeIsSaid(String program, String message) {
    assertThatExceptionOfType(BpfObjectException.class)
        .isThrownBy(() -> open().only(program).load())
        .withMessageContaining("exceptions.o")
        .withMessageContaining("function '" + program + "'")
        .withMessageContaining(message);
  }
}
