package dev.jbpf.dsl.value.probes;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import java.util.function.Consumer;

/** A program on packets, on the VM or in the kernel. */
interface Places {
  long run(byte[] packet);

  <K, V> BpfMap<K, V> map(MapDef<K, V> def);

  /** Runs {@code test} on the VM. */
  static void onVm(ProgramDef def, Consumer<Places> test) {
    VmObject object = VmObject.of(VmOptions.DEFAULT, def);
    test.accept(
        new Places() {
          @Override
          public long run(byte[] packet) {
            Context context = Contexts.of(def.kind().type(), packet.clone()).orElseThrow();
            return object.program(def.name()).run(context);
          }

          @Override
          public <K, V> BpfMap<K, V> map(MapDef<K, V> map) {
            return object.map(map);
          }
        });
  }

  /** Runs {@code test} in the kernel. */
  static void inKernel(ProgramDef def, Consumer<Places> test) {
    try (KernelProgram program = Bpf.load(def)) {
      test.accept(
          new Places() {
            @Override
            public long run(byte[] packet) {
              return program.testRun(TestRun.onPacket(packet)).returnValue();
            }

            @Override
            public <K, V> BpfMap<K, V> map(MapDef<K, V> map) {
              return program.map(map);
            }
          });
    }
  }
}
