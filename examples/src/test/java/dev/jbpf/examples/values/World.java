package dev.jbpf.examples.values;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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
      test.accept(new OnVm(VmObject.of(VmOptions.DEFAULT.withEngine(engine), program), program));
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
    private final VmObject object;
    private final ProgramDef program;

    OnVm(VmObject object, ProgramDef program) {
      this.object = object;
      this.program = program;
    }

    Vm vm() {
      return object.vm();
    }

    VmObject object() {
      return object;
    }

    long run(Context context) {
      return object.program(program.name()).run(context);
    }

    @Override
    public <K, V> BpfMap<K, V> map(MapDef<K, V> map) {
      return object.map(map);
    }

    /** {@return the records that were handed over through {@code ring}} */
    <T> List<T> records(MapDef<?, ?> ring, Codec<T> codec) {
      RingBuffer raw = (RingBuffer) ((TypedMap<?, ?>) object.map(ring)).raw();
      return raw.drain().stream()
          .map(bytes -> codec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0))
          .toList();
    }

    @Override
    public long run(byte[] packet) {
      return run(Contexts.of(program.kind().type(), packet).orElseThrow());
    }
  }
}
