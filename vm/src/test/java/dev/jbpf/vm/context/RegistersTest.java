package dev.jbpf.vm.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.fault.VmFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistersTest {
  private static long read(Registers registers, int offset) {
    Program program =
        Program.of(
            Insn.of(Op.LDXDW, Reg.R0, Reg.R1, offset, 0), Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return Vm.load(program, VmOptions.DEFAULT).run(registers);
  }

  private static long read(Registers registers, StructField register) {
    return read(registers, register.offset());
  }

  @ParameterizedTest
  @EnumSource
  void programsFindTheRegistersOfEachArchitecture(PtRegs layout) {
    Registers call = Registers.call(layout, 11, 12, 13).at(7).withStack(8);
    assertThat(read(call, layout.parameter(1))).isEqualTo(11);
    assertThat(read(call, layout.parameter(3))).isEqualTo(13);
    assertThat(read(call, layout.instructionPointer())).isEqualTo(7);
    assertThat(read(call, layout.stackPointer())).isEqualTo(8);
    assertThat(read(call.returning(-1), layout.result())).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void theyEndWhereTheStructureEnds(PtRegs layout) {
    Registers call = Registers.call(layout);
    assertThat(read(call, layout.size() - 8)).isZero();
    assertThatThrownBy(() -> read(call, layout.size() - 7)).isInstanceOf(VmFault.class);
  }

  @ParameterizedTest
  @EnumSource
  void argumentsOnTheStackAreRefused(PtRegs layout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Registers.call(layout, new long[layout.parameters() + 1]))
        .withMessageContaining("is not in a register");
  }
}
