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
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.RunResult;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.SkBuff;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.fault.VmFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs a program once, on whichever engine. */
final class Engines {
  /** What the kernel's test run wants at least. */
  private static final int LEAST_PACKET = 64;

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
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    for (MapDef<?, ?> def : input.maps()) {
      maps.put(def.name(), vm.map(def));
    }
    try {
      RunResult result = vm.load(program).test(context(input));
      return new Outcome(result.r0(), result.packet(), Optional.empty(), maps);
    } catch (VmFault fault) {
      return new Outcome(0, NOTHING, Optional.of(fault), maps);
    }
  }

  private static Context context(Input input) {
    byte[] packet = input.packet().map(byte[]::clone).orElseGet(() -> new byte[LEAST_PACKET]);
    if (input.isMemory()) {
      return Context.of(packet);
    }
    return switch (input.type()) {
      case XDP -> new Xdp(packet);
      default -> SkBuff.of(packet);
    };
  }

  private static Outcome inKernel(Program program, Input input) {
    ProgramSpec spec = ProgramSpec.of("jbpf_test", input.type(), program);
    Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    for (MapDef<?, ?> def : input.maps()) {
      maps.put(def.name(), Closing.register(Bpf.create(def)));
    }
    KernelMap<?, ?>[] all = maps.values().toArray(new KernelMap<?, ?>[0]);
    try (KernelProgram loaded = Bpf.load(spec, all)) {
      byte[] packet = input.packet().orElseGet(() -> new byte[LEAST_PACKET]);
      TestRunResult result = loaded.testRun(TestRun.onPacket(packet));
      return new Outcome(result.returnValue(), result.data(), Optional.empty(), maps);
    }
  }
}
