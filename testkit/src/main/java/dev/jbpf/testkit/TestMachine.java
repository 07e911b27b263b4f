package dev.jbpf.testkit;

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
record TestMachine(UnaryOperator<VmOptions> options, Consumer<Environment> environment) {
  static final TestMachine USUAL = new TestMachine(options -> options, environment -> {});

  TestMachine withOptions(UnaryOperator<VmOptions> more) {
    return new TestMachine(given -> more.apply(options.apply(given)), environment);
  }

  TestMachine withEnvironment(Consumer<Environment> more) {
    return new TestMachine(options, environment.andThen(more));
  }
}
