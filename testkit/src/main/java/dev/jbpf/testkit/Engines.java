package dev.jbpf.testkit;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.BpfSyscallException;
import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.testkit.coverage.Covered;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Session;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a program once, on whichever engine. */
final class Engines {
  private static final byte[] NOTHING = {};

  private Engines() {}

  static Outcome run(TestEngine engine, Program program, RunInput input) {
    Outcome outcome =
        switch (engine) {
          case VM -> onVm(Engine.INTERPRETER, program, input);
          case JIT -> onVm(Engine.JIT, program, input);
          case KERNEL -> inKernel(program, input);
        };
    Current.record(outcome);
    return outcome;
  }

  private static Outcome onVm(Engine engine, Program program, RunInput input) {
    VmOptions options =
        Covered.options(input.machine().options().apply(VmOptions.DEFAULT).withEngine(engine));
    if (input.cpu().isPresent()) {
      options = options.withCpus(Math.max(options.cpus(), input.cpu().getAsInt() + 1));
    }
    if (input.object().isPresent()) {
      ObjectPart part = input.object().get();
      VmObject object = part.onVm(options);
      LoadedProgram loaded = object.program(part.program());
      return run(object.vm(), loaded, input, part.remains(object));
    }
    Vm vm = Vm.create(options);
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    for (MapDef<?, ?> def : input.maps()) {
      maps.put(def.name(), vm.map(def));
    }
    return run(vm, vm.load(program), input, RunState.of(maps));
  }

  private static Outcome run(Vm vm, LoadedProgram program, RunInput input, RunState remains) {
    Environment environment = vm.environment();
    input.machine().environment().accept(environment);
    try (Session session = program.open(input.cpu().orElse(0))) {
      session.place(input.context());
      long r0 = session.run();
      return new Outcome(
          r0,
          session.packet(),
          Optional.empty(),
          remains,
          Leftovers.of(remains, input.differing()),
          Optional.of(Outcome.plain(environment.drainTrace())));
    } catch (VmFault fault) {
      return new Outcome(
          0,
          NOTHING,
          Optional.of(fault),
          remains,
          Leftovers.NONE,
          Optional.of(Outcome.plain(environment.drainTrace())));
    } finally {
      Covered.add(vm);
    }
  }

  private static Outcome inKernel(Program program, RunInput input) {
    if (input.machine() != TestMachine.USUAL) {
      throw KernelInput.skipped("programs on a machine that is made for them");
    }
    TestRun run = KernelInput.of(input);
    if (input.object().isPresent()) {
      ObjectPart part = input.object().get();
      BpfObject object = part.inKernel();
      return run(object.program(part.program()), program, run, input, part.remains(object));
    }
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    try (KernelProgram loaded = load(program, input, maps)) {
      return run(loaded, program, run, input, RunState.of(maps));
    }
  }

  /** Loads a program that is no part of an object, and adds its maps to {@code maps}. */
  private static KernelProgram load(
      Program program, RunInput input, Map<String, BpfMap<?, ?>> maps) {
    for (MapDef<?, ?> def : input.maps()) {
      maps.put(def.name(), Current.closeLater(Bpf.create(def)));
    }
    KernelMap<?, ?>[] all = maps.values().toArray(new KernelMap<?, ?>[0]);
    return Bpf.load(ProgramSpec.of("jbpf_test", input.type(), program), all);
  }

  /** {@return what the verifier has against the program, if it has something} */
  static Optional<VerifierException> refusal(Program program, RunInput input) {
    try {
      if (input.object().isPresent()) {
        input.object().get().inKernel();
      } else {
        load(program, input, new LinkedHashMap<>()).close();
      }
      return Optional.empty();
    } catch (VerifierException e) {
      return Optional.of(e);
    }
  }

  private static Outcome run(
      KernelProgram loaded, Program program, TestRun run, RunInput input, RunState remains) {
    Optional<List<String>> printed = Optional.empty();
    TestRunResult result;
    try (KernelPrints prints = KernelPrints.of(program)) {
      result = testRun(loaded, run);
      printed = prints.lines();
    }
    return new Outcome(
        result.returnValue(),
        result.packet(input.type()),
        Optional.empty(),
        remains,
        Leftovers.of(remains, input.differing()),
        printed);
  }

  private static TestRunResult testRun(KernelProgram loaded, TestRun run) {
    try {
      return loaded.testRun(run);
    } catch (BpfSyscallException e) {
      if (run.context().length > 0 && run.data().length > 0 && e.errno().equals(Errno.EINVAL)) {
        throw KernelInput.skipped(
            "programs on such a context: it takes no such number, or has no such interface");
      }
      throw e;
    }
  }
}
