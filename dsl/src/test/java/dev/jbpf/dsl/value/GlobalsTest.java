package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.ir.IrException;
import dev.jbpf.map.Codec;
import dev.jbpf.map.data.Global;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.KernelPrograms;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.VmObject;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Variables of programs: in objects, on the VM, in the kernel. */
class GlobalsTest {
  record Sum(int rounds, long total) {}

  private static final Global<Long> CALLS = Global.zero("calls", Codec.U64);
  private static final Global<Integer> STEP = Global.of("step", Codec.S32, 5);
  private static final Global<Integer> LIMIT = Global.constant("limit", Codec.S32, 2);
  private static final Global<Sum> SUM = Global.zero("sum", Codec.record(Sum.class));

  private static final ProgramDef COUNT =
      Probe.socket("count")
          .since(5, 5)
          .build(
              p -> {
                p.global(CALLS).addAtomic(1);
                p.when(p.global(CALLS).u64().gt(p.global(LIMIT).s32().toU64()), () -> p.exit(100));
                p.global(SUM).set(Sum::rounds, p.global(SUM).get(Sum::rounds).add(1));
                p.global(SUM).at(Sum::total).add(p.global(STEP).s32());
                p.exit(p.global(SUM).at(Sum::total).s64());
              });

  private static final ProgramDef RESET =
      Probe.socket("reset")
          .since(5, 5)
          .build(
              p -> {
                p.global(CALLS).set(0);
                p.exit(1);
              });

  private static final byte[] PACKET = new byte[64];

  @Test
  void areSharedAndSeenFromJavaOnTheVm() {
    VmObject vm = VmObject.of(COUNT, RESET);
    vm.variable(STEP).set(7);
    assertThat(vm.program("count").run(PACKET)).isEqualTo(7);
    assertThat(vm.program("count").run(PACKET)).isEqualTo(14);
    assertThat(vm.program("count").run(PACKET)).isEqualTo(100);
    assertThat(vm.variable(SUM).get()).isEqualTo(new Sum(2, 14));
    vm.program("reset").run(PACKET);
    assertThat(vm.variable(CALLS).get()).isZero();
  }

  @Test
  @KernelTest
  void areSeenFromJavaInTheKernel() {
    try (KernelProgram program = Bpf.load(COUNT.with(LIMIT, 1).with(STEP, 9))) {
      assertThat(run(program)).isEqualTo(9);
      assertThat(run(program)).isEqualTo(100);
      assertThat(program.variable(CALLS).get()).isEqualTo(2);
      assertThat(program.variable(SUM).get()).isEqualTo(new Sum(1, 9));
      program.variable(CALLS).set(0L);
      program.variable(STEP).set(-2);
      assertThat(run(program)).isEqualTo(7);
      Variable<Integer> limit = program.variable(LIMIT);
      assertThat(limit.get()).isEqualTo(1);
      assertThatThrownBy(() -> limit.set(3)).hasMessageContaining("'limit' is a constant");
    }
  }

  @Test
  @KernelTest
  void areSharedByProgramsInTheKernel() {
    try (KernelPrograms all = Bpf.load(COUNT, RESET)) {
      run(all.program("count"));
      run(all.program("count"));
      assertThat(all.variable(CALLS).get()).isEqualTo(2);
      run(all.program("reset"));
      assertThat(all.variable(CALLS).get()).isZero();
    }
  }

  private static long run(KernelProgram program) {
    return program.testRun(TestRun.onPacket(PACKET)).returnValue();
  }

  @Test
  void areSectionsOfObjectsWithNamesAndTypes() {
    BpfObjectFile object =
        BpfObjectFile.of(new BpfObjectBuilder(ByteOrder.nativeOrder()).add(COUNT).build());
    assertThat(object.data())
        .extracting(section -> section.name() + " " + section.isReadOnly())
        .containsExactlyInAnyOrder(".bss false", ".data false", ".rodata true");
    Btf types = object.types().orElseThrow();
    int id = types.find("sum", BtfKind.VAR).orElseThrow();
    BtfType type = types.type(((BtfType.Var) types.type(id)).type());
    assertThat(((BtfType.Struct) type).members())
        .extracting(BtfType.Member::name)
        .containsExactly("rounds", "total");
  }

  @Test
  void constantsAreNotWritten() {
    assertThatThrownBy(
            () ->
                Probe.socket(
                    "bad",
                    p -> {
                      p.global(LIMIT).set(3);
                      p.exit(0);
                    }))
        .isInstanceOf(IrException.class)
        .hasMessageContaining("GlobalsTest.java")
        .hasMessageContaining("limit is a constant");
  }

  @Test
  void valuesAreOfTheirDefinition() {
    assertThatThrownBy(() -> RESET.with(STEP, 3)).hasMessageContaining("names no variable step");
    assertThatThrownBy(() -> Global.constant("a b", Codec.S32, 1)).hasMessageContaining("a b");
    assertThatThrownBy(() -> Global.of("x", Codec.U8, 300)).hasMessageContaining("300");
  }
}
