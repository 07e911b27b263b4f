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
      Engine engine, Subject subject, byte[] memory, Optional<ProgramType> type, Aftermath after) {
    try {
      Loaded loaded = load(engine, subject);
      long r0 = loaded.program().run(context(memory, type));
      after.look(loaded.maps());
      return new Verdict.Accept(r0);
    } catch (VmFault e) {
      return new Verdict.Fault(e.reason(), e.slot());
    } catch (IllegalArgumentException e) {
      return new Verdict.Reject(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  /** A program, and the maps of its object. */
  private record Loaded(LoadedProgram program, Map<String, BpfMap<?, ?>> maps) {}

  private static Loaded load(Engine engine, Subject subject) {
    VmOptions options = VmOptions.DEFAULT.withEngine(engine);
    if (subject.part().isEmpty()) {
      return new Loaded(Vm.load(subject.program(), options), Map.of());
    }
    Subject.Part part = subject.part().get();
    VmObject object = VmObject.load(part.object(), options);
    return new Loaded(object.program(part.program().name()), object.maps());
  }

  /**
   * {@return what a run does, step by step, as text; a fault is a part of it}
   *
   * @throws IllegalArgumentException if the machine would not have the program
   */
  public static String trace(Subject subject, byte[] memory, Optional<ProgramType> type) {
    return load(Engine.INTERPRETER, subject).program().trace(context(memory, type)).toString();
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
