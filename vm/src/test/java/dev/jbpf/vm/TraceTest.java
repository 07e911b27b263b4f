package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Reg;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.FaultKind;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static LoadedProgram load(String source) {
    Program program = Assembler.assemble(source).program().orElseThrow();
    return Vm.load(program, VmOptions.DEFAULT.withBudget(100));
  }

  @Test
  void everyStepShowsWhatItChanged() {
    LoadedProgram program =
        load("r2 = 7 ll\n*(u16 *)(r1 + 2) = r2\ncall twice\nexit\ntwice:\nr0 = r2\nr0 += r2\nexit");
    assertThat(program.trace(Context.of(new byte[8])).toString().lines())
        .map(line -> line.replaceAll(" +", " ").strip())
        .containsExactly(
            "0: r2 = 7 ll r2=0x7",
            "2: *(u16 *)(r1 + 2) = r2 *(u16 *)0x30000102=0x7",
            "3: call pc+1 r10=0x11000200",
            "5: r0 = r2 r0=0x7",
            "6: r0 += r2 r0=0xe",
            "7: exit r10=0x10000200",
            "4: exit",
            "r0=0xe");
  }

  @Test
  void aFaultIsTheLastLine() {
    Trace trace = load("r0 = *(u8 *)(r1 + 4)\nexit").trace(Context.of(new byte[4]));
    assertThat(trace.fault())
        .hasValueSatisfying(f -> assertThat(f.kind()).isEqualTo(FaultKind.MEMORY));
    assertThat(trace.toString()).contains("0 bytes past the end of memory (4 bytes)");
  }

  @Test
  void aJumpToItselfRunsOutOfBudget() {
    assertThat(load("ja -1").trace(Context.NONE).fault())
        .hasValueSatisfying(f -> assertThat(f.kind()).isEqualTo(FaultKind.BUDGET));
  }

  @Test
  void aStepperStopsWhereItIsTold() {
    Stepper stepper = load("r3 = 5\nr3 *= 4\nr0 = r3\nexit").step(Context.NONE);
    stepper.step();
    stepper.step();
    assertThat(stepper.slot().number()).isEqualTo(2);
    assertThat(stepper.register(Reg.R3)).isEqualTo(20);
    stepper.step();
    stepper.step();
    assertThat(stepper.isDone()).isTrue();
    assertThat(stepper.register(Reg.R0)).isEqualTo(20);
  }
}
