package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Programs in the place of, and at, functions of other programs. */
@KernelTest
class ReplacementTest {
  private static OpenObject open(String... only) {
    return BpfObject.open(CompiledObjects.clang("replaced")).only(only);
  }

  /** Some systems let nobody change programs that are loaded, with libbpf neither. */
  private static BpfObject load(OpenObject open) {
    try {
      return open.load();
    } catch (BpfSyscallException e) {
      Assumptions.assumeFalse(e.errno().equals(Errno.EPERM), e::getMessage);
      throw e;
    }
  }

  private static long run(KernelProgram program) {
    return program.testRun(TestRun.onPacket(new byte[64])).returnValue();
  }

  @Test
  void takesThePlaceWhileItIsAttached() {
    try (BpfObject first = open("asks").load()) {
      KernelProgram asks = first.program("asks");
      assertThat(run(asks)).isEqualTo(2);
      OpenObject other = open("instead");
      other.program("instead").attachTo(Hooks.replacement(asks, "decide"));
      try (BpfObject second = load(other);
          ObjectLinks links = second.attachAll()) {
        assertThat(links.attached()).hasSize(1);
        assertThat(run(asks)).isEqualTo(41);
      }
      assertThat(run(asks)).isEqualTo(2);
    }
  }

  @Test
  @SuppressWarnings("try") // it is attached only to be replaced
  void seesTheArguments() {
    try (BpfObject first = open("asks").load()) {
      KernelProgram asks = first.program("asks");
      OpenObject other = open("enters");
      other.program("enters").attachTo(Hooks.fentry(asks, "decide"));
      try (BpfObject second = load(other);
          ObjectLinks links = second.attachAll()) {
        assertThat(links.attached()).hasSize(1);
        run(asks);
        assertThat(second.variable("seen", Codec.S32).get()).isEqualTo(1);
      }
    }
  }

  @Test
  void aFunctionThatIsNotThereIsNamed() {
    try (BpfObject first = open("asks").load()) {
      OpenObject other = open("instead");
      other.program("instead").attachTo(Hooks.replacement(first.program("asks"), "descide"));
      assertThatThrownBy(other::load)
          .isInstanceOf(BpfObjectException.class)
          .hasMessageContaining("has no func descide");
    }
  }

  @Test
  void nobodySaysWhose() {
    assertThatThrownBy(() -> open("instead").load())
        .hasMessageContaining("attachTo(Hooks.replacement(program, function))");
  }
}
