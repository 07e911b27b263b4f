package dev.jbpf.testkit;

import java.time.Duration;

/**
 * Programs on one engine, loaded beside their maps, for any number of runs: what one leaves in maps
 * and variables, the next one finds.
 */
interface World extends AutoCloseable {
  /** {@return the programs of {@code suite} on {@code engine}, with what {@code input} fixes} */
  static World open(TestEngine engine, Suite suite, RunInput input) {
    return switch (engine) {
      case VM -> VmWorld.open(dev.jbpf.vm.Engine.INTERPRETER, suite, input);
      case JIT -> VmWorld.open(dev.jbpf.vm.Engine.JIT, suite, input);
      case KERNEL -> KernelWorld.open(suite, input);
      case JAVA -> JavaWorld.open(suite, input);
    };
  }

  /** {@return what came of a run of the program of that name} */
  Outcome run(String program, RunInput input);

  /** {@return its maps and variables, at present} */
  RunState state();

  /** Puts a program into an array of programs. */
  void putProgram(String array, int index, String program);

  /** Moves the clock on; where it is the machine's, waits. */
  void advance(Duration time);

  /** Gives the programs back; maps and variables can be asked until the test is over. */
  @Override
  void close();
}
