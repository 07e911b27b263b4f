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
  private static final long NOON = 12 * 3_600_000_000_000L;

  private VmRun() {}

  static RunVerdict run(
      VmOptions options,
      RunSubject subject,
      byte[] memory,
      Optional<ProgramType> type,
      Aftermath after) {
    try {
      Loaded loaded = load(options.withCoverage(after.isCovered()), subject);
      after.before(loaded.maps());
      return run(loaded, context(memory, type), after);
    } catch (VmFault e) {
      return new RunVerdict.Fault(e.reason(), e.slot());
    } catch (IllegalArgumentException e) {
      return new RunVerdict.Reject(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static RunVerdict run(Loaded loaded, Context context, Aftermath after) {
    try {
      return new RunVerdict.Accept(loaded.program().run(context));
    } finally {
      after.printed(loaded.vm().environment().drainTrace());
      after.maps(loaded.maps());
      after.covered(loaded.vm().coverage());
    }
  }

  /**
   * A program in its world.
   *
   * @param vm the world
   * @param program ready to run
   * @param maps those of its object, by their names
   */
  public record Loaded(Vm vm, LoadedProgram program, Map<String, BpfMap<?, ?>> maps) {}

  /**
   * {@return the program in a world of its own}
   *
   * @throws IllegalArgumentException if the machine would not have the program
   */
  public static Loaded load(VmOptions options, RunSubject subject) {
    if (subject.part().isEmpty()) {
      Vm vm = Vm.create(options);
      return new Loaded(vm, vm.load(subject.program()), Map.of());
    }
    RunSubject.Part part = subject.part().get();
    VmObject object = VmObject.load(part.object(), options, part.typesWithoutKernel());
    return new Loaded(object.vm(), object.program(part.program().name()), object.maps());
  }

  /**
   * {@return what a run does, step by step, as text; a fault is a part of it}
   *
   * @throws IllegalArgumentException if the machine would not have the program
   */
  public static String trace(RunSubject subject, byte[] memory, Optional<ProgramType> type) {
    return load(VmOptions.DEFAULT.withEngine(Engine.INTERPRETER), subject)
        .program()
        .trace(context(memory, type))
        .toString();
  }

  /**
   * {@return the program in a world of its own whose clock stands still: so that another one does
   * the same}
   *
   * @throws IllegalArgumentException if the machine would not have the program
   */
  public static Loaded atRest(RunSubject subject) {
    Loaded loaded = load(VmOptions.DEFAULT.withEngine(Engine.INTERPRETER), subject);
    loaded.vm().environment().setClock(() -> NOON);
    return loaded;
  }

  /**
   * {@return the memory as programs of {@code type} find it}
   *
   * @throws IllegalArgumentException if no context of that type is made
   */
  public static Context context(byte[] memory, Optional<ProgramType> type) {
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
