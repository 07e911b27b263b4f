package dev.jbpf.examples.values;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where a program on packets runs: the VM, or the kernel. */
interface World {
  /** {@return the map of that definition} */
  <K, V> BpfMap<K, V> map(MapDef<K, V> map);

  /** {@return what the program returns for {@code packet}} */
  long run(byte[] packet);

  /** Runs {@code test} with {@code program} on the VM, interpreted and compiled. */
  static void onVm(ProgramDef program, Consumer<OnVm> test) {
    for (Engine engine : new Engine[] {Engine.INTERPRETER, Engine.JIT}) {
      Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
      test.accept(new OnVm(vm, program));
    }
  }

  /** Runs {@code test} with {@code program} in the kernel. */
  static void inKernel(ProgramDef program, Consumer<World> test) {
    try (KernelProgram loaded = Bpf.load(program)) {
      test.accept(
          new World() {
            @Override
            public <K, V> BpfMap<K, V> map(MapDef<K, V> map) {
              return loaded.map(map);
            }

            @Override
            public long run(byte[] packet) {
              return loaded.testRun(TestRun.onPacket(packet)).returnValue();
            }
          });
    }
  }

  /** A program on the VM, with the maps that it names. */
  final class OnVm implements World {
    private final Map<String, BpfMap<?, ?>> maps = new HashMap<>();
    private final Vm vm;
    private final ProgramDef program;
    private final LoadedProgram loaded;

    OnVm(Vm vm, ProgramDef program) {
      this.vm = vm;
      this.program = program;
      program.maps().forEach(map -> maps.put(map.name(), vm.map(map)));
      loaded = vm.load(program.program());
    }

    Vm vm() {
      return vm;
    }

    long run(Context context) {
      return loaded.run(context);
    }

    @Override
    @SuppressWarnings("unchecked") // the map of that definition
    public <K, V> BpfMap<K, V> map(MapDef<K, V> map) {
      return (BpfMap<K, V>) maps.get(map.name());
    }

    /** {@return the records that were handed over through {@code ring}} */
    <T> List<T> records(MapDef<?, ?> ring, Codec<T> codec) {
      RingBuffer raw = (RingBuffer) ((TypedMap<?, ?>) maps.get(ring.name())).raw();
      return raw.drain().stream()
          .map(bytes -> codec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0))
          .toList();
    }

    @Override
    public long run(byte[] packet) {
      return loaded.run(Contexts.of(program.kind().type(), packet).orElseThrow());
    }
  }
}
