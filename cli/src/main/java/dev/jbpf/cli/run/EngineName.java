package dev.jbpf.cli.run;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.Engine;
import java.util.Locale;
import java.util.Optional;

/** The values of {@code --engine}. */
public enum EngineName {
  /** The JVM's own machine, interpreted. */
  VM {
    @Override
    public Verdict run(Program program, byte[] memory, Optional<ProgramType> type) {
      return VmRun.run(Engine.INTERPRETER, program, memory, type);
    }
  },
  /** The same machine, compiled to JVM bytecode. */
  JIT {
    @Override
    public Verdict run(Program program, byte[] memory, Optional<ProgramType> type) {
      return VmRun.run(Engine.JIT, program, memory, type);
    }
  },
  /** The running kernel, through its test run: a socket filter unless a type is given. */
  KERNEL {
    @Override
    public Verdict run(Program program, byte[] memory, Optional<ProgramType> type) {
      return KernelRun.run(program, memory, type.orElse(ProgramType.SOCKET_FILTER));
    }
  };

  /**
   * {@return how {@code program} ended}
   *
   * @param memory r1 points to it and r2 holds its length; a packet where {@code type} is given,
   *     and always in the kernel
   * @param type whose context r1 points to, if any
   */
  public abstract Verdict run(Program program, byte[] memory, Optional<ProgramType> type);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
