package dev.jbpf.testkit;

import dev.jbpf.code.Program;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.RunResult;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Runs a program once, on whichever engine. */
final class Engines {
  private static final byte[] NOTHING = {};

  private Engines() {}

  static Outcome run(TestEngine engine, Program program, Input input) {
    Outcome outcome =
        switch (engine) {
          case VM -> onVm(Engine.INTERPRETER, program, input);
          case JIT -> onVm(Engine.JIT, program, input);
          case KERNEL -> inKernel(program, input);
        };
    Current.record(outcome);
    return outcome;
  }

  private static Outcome onVm(Engine engine, Program program, Input input) {
    VmOptions options = input.machine().options().apply(VmOptions.DEFAULT).withEngine(engine);
    if (input.object().isPresent()) {
      ObjectPart part = input.object().get();
      VmObject object = part.onVm(options);
      LoadedProgram loaded = object.program(part.program());
      return run(object.vm(), loaded, input, ObjectPart.remains(object));
    }
    Vm vm = Vm.create(options);
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    for (MapDef<?, ?> def : input.maps()) {
      maps.put(def.name(), vm.map(def));
    }
    return run(vm, vm.load(program), input, Remains.of(maps));
  }

  private static Outcome run(Vm vm, LoadedProgram program, Input input, Remains remains) {
    Environment environment = vm.environment();
    input.machine().environment().accept(environment);
    try {
      RunResult result = program.test(input.context());
      return new Outcome(
          result.r0(), result.packet(), Optional.empty(), remains, environment.drainTrace());
    } catch (VmFault fault) {
      return new Outcome(0, NOTHING, Optional.of(fault), remains, environment.drainTrace());
    }
  }

  private static Outcome inKernel(Program program, Input input) {
    if (input.machine() != Machine.USUAL) {
      throw skipped("programs on a machine that is made for them");
    }
    if (input.object().isPresent()) {
      ObjectPart part = input.object().get();
      BpfObject object = part.inKernel();
      return run(object.program(part.program()), input, ObjectPart.remains(object));
    }
    ProgramSpec spec = ProgramSpec.of("jbpf_test", input.type(), program);
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    for (MapDef<?, ?> def : input.maps()) {
      maps.put(def.name(), Closing.register(Bpf.create(def)));
    }
    KernelMap<?, ?>[] all = maps.values().toArray(new KernelMap<?, ?>[0]);
    try (KernelProgram loaded = Bpf.load(spec, all)) {
      return run(loaded, input, Remains.of(maps));
    }
  }

  private static Outcome run(KernelProgram program, Input input, Remains remains) {
    TestRunResult result = program.testRun(testRun(input));
    return new Outcome(
        result.returnValue(), result.packet(input.type()), Optional.empty(), remains, List.of());
  }

  /** Skips the test where the kernel has no run for such a program, or none on that context. */
  private static TestRun testRun(Input input) {
    return switch (input.type()) {
      case KPROBE, TRACEPOINT, PERF_EVENT, TRACING -> throw skipped(input.type() + " programs");
      case RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE -> TestRun.onContext(record(input));
      default -> {
        if (input.given().isPresent()) {
          throw skipped("programs on a context that is given");
        }
        yield TestRun.onPacket(input.type(), input.bytes());
      }
    };
  }

  private static byte[] record(Input input) {
    Context context = input.context();
    if (context instanceof TraceRecord record) {
      return record.bytes();
    }
    throw skipped("raw tracepoints' programs on something else than a record");
  }

  private static TestAbortedException skipped(String what) {
    return new TestAbortedException("the kernel is not asked to run " + what + " for tests");
  }
}
