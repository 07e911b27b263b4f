package dev.jbpf.cli.run;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.fault.VmFault;
import java.util.Optional;

/** Runs a program on the JVM's own machine. */
public final class VmRun {
  private VmRun() {}

  static Verdict run(Engine engine, Program program, byte[] memory, Optional<ProgramType> type) {
    try {
      VmOptions options = VmOptions.DEFAULT.withEngine(engine);
      return new Verdict.Accept(Vm.load(program, options).run(context(memory, type)));
    } catch (VmFault e) {
      return new Verdict.Fault(e.reason(), e.slot());
    } catch (IllegalArgumentException e) {
      return new Verdict.Reject(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  /**
   * {@return what a run does, step by step, as text; a fault is a part of it}
   *
   * @throws IllegalArgumentException if the machine would not have the program
   */
  public static String trace(Program program, byte[] memory, Optional<ProgramType> type) {
    return Vm.load(program, VmOptions.DEFAULT.withEngine(Engine.INTERPRETER))
        .trace(context(memory, type))
        .toString();
  }

  private static Context context(byte[] memory, Optional<ProgramType> type) {
    if (type.isEmpty()) {
      return Context.of(memory);
    }
    return Contexts.of(type.get(), memory)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no context of "
                        + type.get().kernelName()
                        + " is made here: leave the type out"));
  }
}
