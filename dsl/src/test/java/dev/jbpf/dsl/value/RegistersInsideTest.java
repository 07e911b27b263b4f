package dev.jbpf.dsl.value;

import static dev.jbpf.dsl.Arg.imm;
import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;
import static dev.jbpf.isa.Reg.R10;
import static dev.jbpf.isa.Reg.R2;
import static dev.jbpf.isa.Reg.R6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.Definition;
import dev.jbpf.dsl.value.memory.CellParam;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.ir.IrException;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import org.junit.jupiter.api.Test;

/** Functions in registers within programs of values, and the other way round. */
class RegistersInsideTest {
  private static final MapDef<Integer, Long> SUM = MapDef.array("sum", Codec.U64, 1);

  /** Counts the bits of its argument, the sum of which is in a map. */
  private static ProgramDef bits() {
    return Probe.socket("bits")
        .since(5, 10)
        .build(
            p -> {
              Functions.Of2<U32, U64, U32> count =
                  p.inRegisters(
                      "count",
                      U32.KIND,
                      U64.KIND,
                      U32.KIND,
                      b ->
                          b.mov(R0, 0)
                              .forRange(
                                  R6, 0, 64, t -> t.mov(R2, R1).and(R2, 1).add(R0, R2).rsh(R1, 1)));
              Functions.Of1<U64, dev.jbpf.dsl.value.memory.Cell<Long>> read =
                  p.inRegisters(
                      "read",
                      U64.KIND,
                      new CellParam<>(Codec.U64),
                      b -> b.ldxdw(R0, R1, 0).stxdw(R10, -64, R0).ldxdw(R0, R10, -64).exit());
              U32 first = count.call(p.u64(0xff00ff), p.u32(1));
              U32 second = count.call(p.u64(-1), p.u32(1));
              var cell = p.local(Codec.U64);
              cell.set(1000);
              p.global(SUM).set(first);
              p.exit(first.add(second).toU64().add(read.call(cell)));
            });
  }

  @Test
  void areCalledOnTheVm() {
    Vm vm = Vm.create(VmOptions.DEFAULT);
    vm.map(SUM);
    assertThat(vm.load(bits().program()).run(new byte[64])).isEqualTo(16 + 64 + 1000);
  }

  @Test
  @KernelTest
  void areCalledInTheKernel() {
    try (KernelProgram program = Bpf.load(bits())) {
      assertThat(program.testRun(TestRun.onPacket(new byte[64])).returnValue()).isEqualTo(1080);
      assertThat(program.map(SUM).lookup(0)).hasValue(16L);
    }
  }

  /** Values inside a program in registers; the function calls another one. */
  private static ProgramDef power() {
    ValueFunction power =
        ValueFunction.of(
            "power",
            S32.KIND,
            U32.KIND,
            (f, x) -> {
              var square = f.function("square", U32.KIND, U32.KIND, (g, y) -> y.multiply(y));
              U32 twice = square.call(x);
              return square.call(twice).toS32().negate();
            });
    return Definition.named("power")
        .in("socket")
        .since(5, 10)
        .build(
            b ->
                b.subprogram(power.name(), power.program())
                    .mov(R6, 5)
                    .callSubprogram(power.name(), imm(3))
                    .add(R0, R6)
                    .exit());
  }

  @Test
  void callValuesOnTheVm() {
    assertThat((int) Vm.load(power().program(), VmOptions.DEFAULT).run(new byte[64]))
        .isEqualTo(-76);
  }

  @Test
  @KernelTest
  void callValuesInTheKernel() {
    try (KernelProgram program = Bpf.load(power())) {
      assertThat((int) program.testRun(TestRun.onPacket(new byte[64])).returnValue())
          .isEqualTo(-76);
    }
  }

  @Test
  void theStackOfWhatIsCalledCounts() {
    assertThatThrownBy(
            () ->
                Probe.socket(
                    "deep",
                    p -> {
                      var cell = p.local(Codec.bytes(300));
                      p.map(SUM).find(0).orReturn(0);
                      var f =
                          p.inRegisters(
                              "f", U64.KIND, U64.KIND, b -> b.stxdw(R10, -300, R1).mov(R0, R1));
                      p.command(p.local(Codec.text(16)));
                      p.ring(MapDef.ringBuffer("r", 4096)).output(cell);
                      p.exit(f.call(p.u64(1)));
                    }))
        .isInstanceOf(IrException.class)
        .hasMessageContaining("stack");
  }

  @Test
  void theRestOfAProgramStaysAsItIs() {
    Program program = bits().program();
    assertThat(Program.link(program.relinkable())).isEqualTo(program);
    assertThat(program.maps()).isNotEmpty();
    assertThat(ProgramType.SOCKET_FILTER).isEqualTo(bits().kind().type());
  }
}
