package dev.jbpf.ir.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.IrException;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our verifier takes what becomes of random programs, for the kernel that they are made for. */
class RandomVerdictsTest {
  private static final int PROGRAMS = 20;

  @ParameterizedTest
  @ValueSource(strings = {"4.18", "5.4", "5.15", "6.1", "6.18"})
  void takesThemAll(String kernel) {
    KernelVersion version = KernelVersion.parse(kernel);
    int taken = 0;
    for (long seed = 300_000; taken < PROGRAMS; seed++) {
      RandomProgram program = new RandomProgram(seed, 15, 3, true);
      Optional<Program> compiled = compiled(program, TargetMachine.ANY.kernel(version));
      if (compiled.isPresent()) {
        Verdict verdict = Verifier.of(version).verify(subject(compiled.get()));
        assertThat(isTaken(verdict)).as("%s: %s", program, verdict).isTrue();
        taken++;
      }
    }
  }

  private static Optional<Program> compiled(RandomProgram program, TargetMachine target) {
    try {
      return Optional.of(IrCompiler.forTarget(target).compile(program.module()));
    } catch (IrException e) {
      assertThat(e.diagnostic().code()).isEqualTo("stack-size");
      return Optional.empty();
    }
  }

  private static Subject subject(Program program) {
    return Subject.of(program, ProgramType.XDP)
        .underGpl(true)
        .withFunctionTypes(true)
        .withMaps(Subjects.maps(program, Subjects.shapes(List.of(RandomProgram.STATE))));
  }

  /** A program may be too long to look at; that is no fault of the code. */
  private static boolean isTaken(Verdict verdict) {
    return verdict instanceof Verdict.Accepted
        || verdict instanceof Verdict.Rejected rejected
            && rejected.finding().rule() == Rule.TOO_COMPLEX;
  }
}
