package dev.jbpf.ir.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.check.IrChecker;
import dev.jbpf.ir.pass.Pipeline;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs do what their evaluation in Java says, wherever they run. */
class RandomProgramsTest {
  /** How the verifier refuses what it would look at too long. */
  private static final String TOO_LONG = "too large";

  private static RandomProgram program(long seed) {
    return new RandomProgram(seed, 5 + (int) (seed % 25), (int) (seed % 17));
  }

  private static Optional<Program> compiled(RandomProgram program, TargetMachine target) {
    try {
      return Optional.of(IrCompiler.forTarget(target).compile(program.module()));
    } catch (IrException e) {
      assertThat(e.diagnostic().code()).isEqualTo("stack-size");
      return Optional.empty();
    }
  }

  private static void runsAsEvaluated(long from, long to, TargetMachine target) {
    long ran = LongStream.range(from, to).filter(seed -> isSameOnVm(program(seed), target)).count();
    assertThat(ran).isGreaterThan((to - from) * 9 / 10);
  }

  private static boolean isSameOnVm(RandomProgram program, TargetMachine target) {
    Optional<Program> compiled = compiled(program, target);
    if (compiled.isEmpty()) {
      return false;
    }
    Outcome wanted = Runs.evaluate(program.module(), program.seed());
    Engine engine = program.seed() % 2 == 0 ? Engine.INTERPRETER : Engine.JIT;
    assertThat(Runs.vm(compiled.get(), engine, program.seed())).as("%s", program).isEqualTo(wanted);
    return true;
  }

  @Test
  void eachPassKeepsWhatAProgramDoes() {
    for (long seed = 0; seed < 100; seed++) {
      RandomProgram program = program(seed);
      Outcome wanted = Runs.evaluate(program.module(), seed);
      IrModule module = program.module();
      IrChecker.check(module);
      for (Pipeline.Pass pass : Pipeline.PASSES) {
        pass.run(module, TargetMachine.ANY);
        IrChecker.check(module);
        assertThat(Runs.evaluate(module, seed)).as("%s %s", pass, program).isEqualTo(wanted);
      }
    }
  }

  @Test
  void theVirtualMachineGivesWhatEvaluationDoes() {
    runsAsEvaluated(0, 400, TargetMachine.ANY);
  }

  /** Most of them are on the stack, or are made anew. */
  @Test
  void withUpTo200LiveValues() {
    int ran = 0;
    for (long seed = 3000; seed < 3040; seed++) {
      RandomProgram program = new RandomProgram(seed, 10, 20 + (int) (seed * 7 % 181));
      ran += isSameOnVm(program, TargetMachine.ANY) ? 1 : 0;
    }
    assertThat(ran).isGreaterThan(25);
  }

  @Test
  @KernelTest
  void theKernelTakesThemWithUpTo200LiveValues() {
    int ran = 0;
    for (long seed = 3100; seed < 3120; seed++) {
      RandomProgram program = new RandomProgram(seed, 10, 20 + (int) (seed * 7 % 181));
      Optional<Program> compiled = compiled(program, TargetMachine.ANY);
      ran += compiled.isPresent() && isSameInKernel(program, compiled.get()) ? 1 : 0;
    }
    assertThat(ran).isGreaterThan(10);
  }

  /** What many programs have found before. */
  @ParameterizedTest
  @ValueSource(longs = {53_290, 98_050})
  void theNumberThatAnExchangeExpectsStaysWhereItIs(long seed) {
    runsAsEvaluated(seed, seed + 1, TargetMachine.ANY);
  }

  @ParameterizedTest
  @EnumSource(names = {"V3", "V4"})
  void soItDoesWithFewerInstructions(IsaVersion version) {
    runsAsEvaluated(1000, 1100, TargetMachine.ANY.cpu(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.18", "5.2", "5.10", "6.1"})
  void soItDoesWrittenForOlderKernels(String kernel) {
    TargetMachine target = TargetMachine.ANY.kernel(KernelVersion.parse(kernel));
    for (long seed = 2000; seed < 2060; seed++) {
      isSameOnVm(new RandomProgram(seed, 15, 3, true), target);
    }
  }

  @Test
  @Tag("long")
  void theVirtualMachineGivesWhatEvaluationDoesOfManyPrograms() {
    runsAsEvaluated(10_000, 110_000, TargetMachine.ANY);
  }

  @Test
  @KernelTest
  void theKernelTakesThemAndGivesTheSame() {
    int ran = 0;
    for (long seed = 200_000; ran < 2_000; seed++) {
      RandomProgram program = program(seed);
      Optional<Program> compiled = compiled(program, TargetMachine.ANY);
      if (compiled.isPresent() && isSameInKernel(program, compiled.get())) {
        ran++;
      }
    }
  }

  private static boolean isSameInKernel(RandomProgram program, Program compiled) {
    Outcome wanted = Runs.evaluate(program.module(), program.seed());
    try {
      assertThat(Runs.kernel(compiled, program.seed())).as("%s", program).isEqualTo(wanted);
      return true;
    } catch (VerifierException e) {
      assertThat(e.getMessage()).as("%s", program).contains(TOO_LONG);
      return false;
    }
  }
}
