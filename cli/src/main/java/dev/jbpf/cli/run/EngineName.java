package dev.jbpf.cli.run;

import dev.jbpf.cli.console.UsageException;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.VmOptions;
import java.util.Locale;
import java.util.Optional;

/** The values of {@code --engine}. */
public enum EngineName {
  /** The JVM's own machine, interpreted. */
  VM,
  /** The same machine, compiled to JVM bytecode. */
  JIT,
  /**
   * The running kernel, through its test run: as the type of the program's section, or a socket
   * filter, unless a type is given.
   */
  KERNEL;

  /**
   * {@return how {@code subject} ended}
   *
   * @param memory r1 points to it and r2 holds its length; a packet where {@code type} is given,
   *     and always in the kernel
   * @param type whose context r1 points to, if any
   * @param budget how many instructions it may run; the kernel has its own limit
   * @param after looks at the maps of a program that was run
   */
  public RunVerdict run(
      RunSubject subject, byte[] memory, Optional<ProgramType> type, long budget, Aftermath after) {
    return switch (this) {
      case VM -> VmRun.run(options(Engine.INTERPRETER, budget), subject, memory, type, after);
      case JIT -> VmRun.run(options(Engine.JIT, budget), subject, memory, type, after);
      case KERNEL -> KernelRun.run(subject, memory, type, after);
    };
  }

  /**
   * {@return the options of the JVM's machine}
   *
   * @param option what wants that machine
   * @throws UsageException if it is the kernel
   */
  public VmOptions onMachine(String option) {
    return switch (this) {
      case VM -> options(Engine.INTERPRETER, VmOptions.DEFAULT.budget());
      case JIT -> options(Engine.JIT, VmOptions.DEFAULT.budget());
      case KERNEL -> throw new UsageException(option + ": not in the kernel");
    };
  }

  private static VmOptions options(Engine engine, long budget) {
    return VmOptions.DEFAULT.withEngine(engine).withBudget(budget);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
