package dev.jbpf.cli.run;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.fault.VmFault;
import java.util.Map;
import java.util.Optional;

/** Runs a program on the JVM's own machine. */
public final class VmRun {
  private VmRun() {}

  static Verdict run(
      VmOptions options,
      Subject subject,
      byte[] memory,
      Optional<ProgramType> type,
      Aftermath after) {
    try {
      return run(
          load(options.withCoverage(after.isCovered()), subject), context(memory, type), after);
    } catch (VmFault e) {
      return new Verdict.Fault(e.reason(), e.slot());
    } catch (IllegalArgumentException e) {
      return new Verdict.Reject(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static Verdict run(Loaded loaded, Context context, Aftermath after) {
    try {
      return new Verdict.Accept(loaded.program().run(context));
    } finally {
      after.printed(loaded.vm().environment().drainTrace());
      after.maps(loaded.maps());
      after.covered(loaded.vm().coverage());
    }
  }

  /** A program in its world, and the maps of its object. */
  private record Loaded(Vm vm, LoadedProgram program, Map<String, BpfMap<?, ?>> maps) {}

  private static Loaded load(VmOptions options, Subject subject) {
    if (subject.part().isEmpty()) {
      Vm vm = Vm.create(options);
      return new Loaded(vm, vm.load(subject.program()), Map.of());
    }
    Subject.Part part = subject.part().get();
    VmObject object = VmObject.load(part.object(), options, part.typesWithoutKernel());
    return new Loaded(object.vm(), object.program(part.program().name()), object.maps());
  }

  /**
   * {@return what a run does, step by step, as text; a fault is a part of it}
   *
   * @throws IllegalArgumentException if the machine would not have the program
   */
  public static String trace(Subject subject, byte[] memory, Optional<ProgramType> type) {
    return load(VmOptions.DEFAULT.withEngine(Engine.INTERPRETER), subject)
        .program()
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
