package dev.jbpf.testkit;

import dev.jbpf.code.Program;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.testkit.text.Divergence;
import dev.jbpf.testkit.text.PathText;
import dev.jbpf.testkit.world.JavaWorld;
import dev.jbpf.testkit.world.KernelWorld;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.testkit.world.Suite;
import dev.jbpf.testkit.world.TestMachine;
import dev.jbpf.testkit.world.VmWorld;
import dev.jbpf.testkit.world.World;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Trace;
import dev.jbpf.vm.coverage.ProgramCoverage;
import java.util.Optional;
import java.util.Set;

/** Finds the world that belongs to an engine, and runs a program once in it. */
final class Engines {
  private Engines() {}

  /** {@return the programs of {@code suite} on {@code engine}, with what {@code input} fixes} */
  static World open(TestEngine engine, Suite suite, RunInput input) {
    return switch (engine) {
      case VM -> VmWorld.open(Engine.INTERPRETER, suite, input);
      case JIT -> VmWorld.open(Engine.JIT, suite, input);
      case KERNEL -> KernelWorld.open(suite, input, Current::closeLater);
      case JAVA -> JavaWorld.open(suite, input);
    };
  }

  static Outcome run(TestEngine engine, Program program, RunInput input) {
    if (engine == TestEngine.KERNEL) {
      KernelWorld.requirePossible(input);
    }
    Suite suite = Suite.of(program, input);
    try (World world = open(engine, suite, input)) {
      Outcome outcome = world.run(suite.programs().keySet().iterator().next(), input);
      Current.record(outcome);
      Current.explain(outcome, new Explanation(program, input, true));
      return outcome;
    }
  }

  /** {@return the way that a run on the interpreter takes} */
  static String path(Program program, RunInput input) {
    Suite suite = Suite.of(program, input);
    try (VmWorld world = VmWorld.open(Engine.INTERPRETER, suite, input)) {
      return PathText.of(program, world.step(suite.programs().keySet().iterator().next(), input));
    }
  }

  /** {@return the slots of a run on the interpreter, in the order in which it comes to them} */
  static Set<Integer> order(Program program, RunInput input) {
    Suite suite = Suite.of(program, input);
    try (VmWorld world = VmWorld.open(Engine.INTERPRETER, suite, input)) {
      return Divergence.order(world.step(suite.programs().keySet().iterator().next(), input));
    }
  }

  /** {@return what a run on the interpreter does} */
  static Trace trace(Program program, RunInput input) {
    Suite suite = Suite.of(program, input);
    try (VmWorld world = VmWorld.open(Engine.INTERPRETER, suite, input)) {
      return world.trace(suite.programs().keySet().iterator().next(), input);
    }
  }

  /** {@return what a run of the machine does, counted; empty where nothing counts} */
  static Optional<ProgramCoverage> counted(TestEngine engine, Program program, RunInput input) {
    if (engine == TestEngine.KERNEL || engine == TestEngine.JAVA) {
      return Optional.empty();
    }
    TestMachine counting = input.machine().withOptions(options -> options.withCoverage(true));
    RunInput again = input.withMachine(counting);
    Suite suite = Suite.of(program, again);
    Engine on = engine == TestEngine.JIT ? Engine.JIT : Engine.INTERPRETER;
    try (VmWorld world = VmWorld.open(on, suite, again)) {
      world.run(suite.programs().keySet().iterator().next(), again);
      return world.coverage().stream().findFirst();
    }
  }

  /** {@return what the verifier has against the program, if it has something} */
  static Optional<VerifierException> refusal(Program program, RunInput input) {
    try {
      open(TestEngine.KERNEL, Suite.of(program, input), input).close();
      return Optional.empty();
    } catch (VerifierException e) {
      return Optional.of(e);
    }
  }
}
