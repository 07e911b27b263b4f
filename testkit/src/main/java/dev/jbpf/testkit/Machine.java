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
record Machine(UnaryOperator<VmOptions> options, Consumer<Environment> environment) {
  static final Machine USUAL = new Machine(options -> options, environment -> {});

  Machine withOptions(UnaryOperator<VmOptions> more) {
    return new Machine(given -> more.apply(options.apply(given)), environment);
  }

  Machine withEnvironment(Consumer<Environment> more) {
    return new Machine(options, environment.andThen(more));
  }
}
