package dev.jbpf.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.LoadFlags;
import dev.jbpf.text.Assembler;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags of loading that a type of programs needs, may have, or does not have; as 6.18 says. */
class LoadFlagsTest {
  private static final int SLEEPABLE = LoadFlags.BPF_F_SLEEPABLE;

  @ParameterizedTest
  @CsvSource({
    "SOCKET_FILTER, 0x0, true",
    "SOCKET_FILTER, 0xaf, true",
    "SOCKET_FILTER, 0x10, false",
    "SOCKET_FILTER, 0x100, false",
    "SOCKET_FILTER, 0x80000000, false",
    "XDP, 0x60, true",
    "XDP, 0x10, false",
    "KPROBE, 0x10, true",
    "SYSCALL, 0x10, true",
    "SYSCALL, 0x0, false",
    "SYSCALL, 0x8, false"
  })
  void aTypeTakesItsFlags(ProgramType type, String flags, boolean isTaken) {
    Subject subject = subject(type).withFlags(Long.decode(flags).intValue());
    assertThat(verify(subject) instanceof Verdict.Accepted).isEqualTo(isTaken);
  }

  private static Verdict verify(Subject subject) {
    return Verifier.of(new KernelVersion(6, 18)).verify(subject);
  }

  private static Subject subject(ProgramType type) {
    return Subject.of(Assembler.assemble("r0 = 0\nexit").program().orElseThrow(), type);
  }

  @Test
  void whatHasToSleepDoesSoUnlessFlagsAreGiven() {
    assertThat(subject(ProgramType.SYSCALL).flags()).isEqualTo(SLEEPABLE);
    assertThat(verify(subject(ProgramType.SYSCALL))).isInstanceOf(Verdict.Accepted.class);
  }
}
