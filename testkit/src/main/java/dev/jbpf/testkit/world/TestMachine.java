package dev.jbpf.testkit.world;

import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.helper.Environment;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How a virtual machine differs from the usual one.
 *
 * @param options its helpers, kfuncs, CPUs, seed and budget
 * @param environment its clock and current task
 */
public record TestMachine(UnaryOperator<VmOptions> options, Consumer<Environment> environment) {
  /** How many instructions a run has: what goes on for ever is found in seconds. */
  private static final long BUDGET = 1L << 30;

  static final TestMachine USUAL =
      new TestMachine(options -> options.withBudget(BUDGET), environment -> {});

  public TestMachine withOptions(UnaryOperator<VmOptions> more) {
    return new TestMachine(given -> more.apply(options.apply(given)), environment);
  }

  public TestMachine withEnvironment(Consumer<Environment> more) {
    return new TestMachine(options, environment.andThen(more));
  }
}
