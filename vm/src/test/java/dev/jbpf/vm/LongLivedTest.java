package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.map.TypedMap;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A machine that lives on gives back what was dropped. */
class LongLivedTest {
  private static final int ROUNDS = 2_000;
  private static final int VALUE = 1 << 18;

  private static Program assemble(String source) {
    return Assembler.assemble(source).program().orElseThrow();
  }

  /** All of the maps together are much more than the machine has. */
  @Test
  void mapsComeAndGo() {
    Vm vm = Vm.create(VmOptions.DEFAULT.withMemory(4L * VALUE));
    Program program = assemble("r0 = map_value m, 0 ll\nr0 = *(u64 *)(r0 + 0)\nexit");
    for (long i = 0; i < ROUNDS; i++) {
      TypedMap<Integer, byte[]> map = vm.map(MapDef.array("m", Codec.bytes(VALUE), 1));
      byte[] value = new byte[VALUE];
      value[0] = (byte) i;
      map.update(0, value);
      assertThat(vm.load(program).run()).isEqualTo(i & 0xff);
      vm.drop(map);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void programsComeAndGo(Engine engine) throws InterruptedException {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withCoverage(true));
    vm.map(MapDef.progArray("m", 1)).update(0, 0L);
    Program jump = assemble("r2 = m ll\nr3 = 0\ncall 12\nr0 = 1\nexit");
    WeakReference<LoadedProgram> dropped = new WeakReference<>(load(vm));
    LoadedProgram jumping = vm.load(jump);
    assertThat(jumping.run()).isEqualTo(7);
    vm.drop(dropped.get());
    assertThat(jumping.run()).isEqualTo(1);
    for (int i = 0; i < 50 && dropped.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(dropped.get()).isNull();
  }

  private static LoadedProgram load(Vm vm) {
    LoadedProgram program = vm.load(assemble("r0 = 7\nexit"));
    assertThat(vm.descriptor(program)).isZero();
    return program;
  }
}
