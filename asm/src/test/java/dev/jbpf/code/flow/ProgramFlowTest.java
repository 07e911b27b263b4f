package dev.jbpf.code.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Branch;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.code.Program;
import dev.jbpf.code.RawWord;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgramFlowTest {
  private static final Label OUT = Label.named("out");
  private static final Label FUNCTION = Label.named("function");

  /** 0: mov, 1: lddw, 3: jeq out, 4: call function, 5: out: exit, 6: raw, 7: function: exit. */
  private final Program program =
      Program.of(
          Insn.of(Op.MOV_IMM, Reg.R0, Reg.R0, 0, 1),
          Insn.of(Op.LDDW, Reg.R1, Reg.R0, 0, 5),
          new Branch(Op.JEQ_IMM, Reg.R0, Reg.R0, 1, OUT),
          new Branch(Op.CALL_LOCAL, Reg.R0, Reg.R0, 0, FUNCTION),
          OUT,
          Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0),
          new RawWord(0xff),
          FUNCTION,
          Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));

  private final ProgramFlow flow = ProgramFlow.of(program);

  private static BitSet bits(int... slots) {
    BitSet bits = new BitSet();
    IntStream.of(slots).forEach(bits::set);
    return bits;
  }

  @Test
  void knowsTargetsFunctionsAndLeaders() {
    assertThat(flow.targets()).isEqualTo(bits(5, 7));
    assertThat(flow.functions()).isEqualTo(bits(0, 7));
    assertThat(flow.leaders()).isEqualTo(bits(0, 4, 5, 6, 7));
    assertThat(flow.reached()).isEqualTo(bits(0, 1, 3, 4, 5, 7));
    assertThat(flow.target(3)).contains(5);
    assertThat(flow.target(0)).isEmpty();
  }

  @Test
  void startsNothingInASecondSlot() {
    assertThat(IntStream.range(-1, 10).filter(flow::isStart)).containsExactly(0, 1, 3, 4, 5, 6, 7);
    assertThat(flow.isPlace(8)).isTrue();
  }

  @Test
  void passesOverTargetsThatAreToBeRelocated() {
    ProgramFlow other = ProgramFlow.of(program, bits(4));
    assertThat(other.targets()).isEqualTo(bits(5));
    assertThat(other.functions()).isEqualTo(bits(0));
  }

  @Test
  void goesNowhereOutsideOfTheProgram() {
    Program odd =
        Program.of(
            Insn.of(Op.JEQ_IMM, Reg.R0, Reg.R0, -5, 1),
            Insn.of(Op.JA, Reg.R0, Reg.R0, 1, 0),
            Insn.of(Op.LDDW, Reg.R1, Reg.R0, 0, 5));
    ProgramFlow flow = ProgramFlow.of(odd);
    assertThat(flow.targets()).isEqualTo(bits());
    assertThat(flow.reached()).isEqualTo(bits(0, 1));
    assertThat(ProgramFlow.of(Program.of()).reached()).isEqualTo(bits());
  }
}
