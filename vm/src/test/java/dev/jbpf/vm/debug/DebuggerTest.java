package dev.jbpf.vm.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Reg;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.debug.Stop.Reason;
import dev.jbpf.vm.fault.FaultKind;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebuggerTest {
  private static final String ROUNDS =
      """
      r6 = 4
      again:
      r7 += r6
      *(u64 *)(r10 - 8) = r7
      r6 += -1
      if r6 != 0 goto again
      call twice
      exit
      .type twice, @function
      twice:
      r0 = r1
      *(u64 *)(r10 - 8) = r0
      exit
      """;

  private static Debugger debugger(String source) {
    Program program = Assembler.assemble(source).program().orElseThrow();
    return new Debugger(
        program, () -> Vm.load(program, VmOptions.DEFAULT).step(Context.of(new byte[] {1, 2, 3})));
  }

  private final Debugger debugger = debugger(ROUNDS);

  private long register(Reg register) {
    return debugger.run().register(register);
  }

  private int slot() {
    return debugger.run().slot().number();
  }

  @Test
  void stopsAtSlotsLinesAndLabels() {
    debugger.breakAt("*3", Optional.empty());
    debugger.breakAt("4", Optional.empty());
    debugger.breakAt("twice", Optional.empty());
    assertThat(debugger.start()).isEqualTo(Stop.at(Reason.BREAKPOINT, 2));
    assertThat(slot()).isEqualTo(2);
    assertThat(debugger.resume().number()).isEqualTo(1);
    debugger.delete(1);
    debugger.delete(2);
    assertThat(debugger.resume().number()).isEqualTo(3);
    assertThat(debugger.run().depth()).isEqualTo(1);
    assertThatThrownBy(() -> debugger.breakAt("*99", Optional.empty()))
        .hasMessageContaining("there is no instruction at '*99'");
  }

  @Test
  void conditionsCompareRegistersNumbersAndMemory() {
    debugger.breakAt("*3", Optional.of(Comparison.parse("*r10-8:8 == 9")));
    debugger.resume();
    assertThat(register(Reg.R6)).isEqualTo(2);
    assertThat(Comparison.parse("*r10+8 == 0").holds(debugger.run())).isFalse(); // not there
    assertThat(Comparison.parse("r6 s> -1").holds(debugger.run())).isTrue();
    assertThat(Comparison.parse("r6 > -1").holds(debugger.run())).isFalse();
    assertThat(Comparison.parse("r7 & r6").holds(debugger.run())).isFalse(); // 9 and 2
    assertThat(Comparison.parse("0x9==r7").holds(debugger.run())).isTrue();
    assertThatThrownBy(() -> Comparison.parse("r11 == 1")).hasMessageContaining("r11");
    assertThatThrownBy(() -> Comparison.parse("*r10-8:3 == 1")).hasMessageContaining("size of 3");
  }

  @Test
  void filtersCountHits() {
    BitSet slot = new BitSet();
    slot.set(3);
    int[] hits = {0};
    debugger.breakAt("third", slot, Optional.empty(), run -> ++hits[0] == 3);
    debugger.resume();
    assertThat(register(Reg.R6)).isEqualTo(2);
    assertThat(debugger.resume().reason()).isEqualTo(Reason.EXIT);
  }

  @Test
  void watchesRegistersAndMemory() {
    debugger.watch(debugger.run().register(Reg.R10) - 8, 8);
    assertThat(debugger.resume()).isEqualTo(Stop.at(Reason.WATCH, 1));
    assertThat(slot()).isEqualTo(3); // behind the store
    debugger.delete(1);
    debugger.watch(Reg.R6);
    assertThat(debugger.resume()).isEqualTo(Stop.at(Reason.WATCH, 2));
    assertThat(register(Reg.R6)).isEqualTo(3);
  }

  @Test
  void goesBackByInstructionsLinesAndBreakpoints() {
    debugger.breakAt("*3", Optional.of(Comparison.parse("r6 == 1")));
    debugger.resume();
    assertThat(debugger.stepBack().reason()).isEqualTo(Reason.STEP);
    assertThat(slot()).isEqualTo(2);
    debugger.resume();
    debugger.delete(1);
    debugger.breakAt("*3", Optional.of(Comparison.parse("r6 != 2")));
    assertThat(debugger.resumeBack().reason()).isEqualTo(Reason.BREAKPOINT);
    assertThat(register(Reg.R6)).isEqualTo(3);
    assertThat(debugger.resumeBack().number()).isEqualTo(2);
    assertThat(register(Reg.R6)).isEqualTo(4);
    assertThat(debugger.resumeBack().reason()).isEqualTo(Reason.START);
    assertThat(debugger.steps()).isZero();
    assertThat(debugger.stepBack().reason()).isEqualTo(Reason.START);
  }

  @Test
  void goesBackToWhereAWatchedValueChanged() {
    debugger.breakAt("*5", Optional.empty());
    debugger.resume();
    debugger.watch(Reg.R7);
    assertThat(debugger.resumeBack()).isEqualTo(Stop.at(Reason.WATCH, 2));
    assertThat(slot()).isEqualTo(1); // in front of what changes it
    assertThat(register(Reg.R7)).isEqualTo(9);
  }

  @Test
  void linesAreGoneBackOverCalls() {
    debugger.breakAt("*6", Optional.empty());
    debugger.resume();
    debugger.stepLineBack();
    assertThat(slot()).isEqualTo(5);
    assertThat(debugger.run().depth()).isZero();
    debugger.delete(1);
    assertThat(debugger.step().reason()).isEqualTo(Reason.STEP);
    assertThat(debugger.run().depth()).isEqualTo(1);
    debugger.stepLineBack(); // out of the function, to its call
    assertThat(slot()).isEqualTo(5);
  }

  @Test
  void whatIsChangedStaysChangedUntilOneGoesBackBeyondIt() {
    debugger.breakAt("*3", Optional.empty());
    debugger.resume();
    debugger.change(run -> run.setRegister(Reg.R6, 1));
    debugger.nextInstruction();
    assertThat(register(Reg.R6)).isZero();
    debugger.stepBack();
    assertThat(register(Reg.R6)).isEqualTo(1);
    debugger.stepBack();
    assertThat(register(Reg.R6)).isEqualTo(4);
    debugger.resume();
    assertThat(register(Reg.R6)).isEqualTo(4); // undone
    assertThatThrownBy(() -> debugger.change(run -> run.setRegister(Reg.R10, 1)))
        .hasMessageContaining("r10");
  }

  @Test
  void framesAreThoseThatWait() {
    debugger.breakAt("twice", Optional.empty());
    debugger.resume();
    assertThat(debugger.run().frames())
        .extracting(frame -> frame.slot().number())
        .containsExactly(7, 5);
    Stepper.Frame caller = debugger.run().frames().get(1);
    assertThat(caller.registers().get(7)).isEqualTo(10);
    assertThat(caller.registers().get(10))
        .isNotEqualTo(debugger.run().frames().get(0).registers().get(10));
    assertThat(debugger.run().areas())
        .singleElement()
        .satisfies(area -> assertThat(area.bytes()).containsExactly(1, 2, 3));
    assertThat(debugger.run().areas().get(0).address()).isEqualTo(register(Reg.R1));
  }

  @Test
  void pausesWhenAsked() {
    Debugger endless = debugger("again: r6 += 1\ngoto again\n");
    int[] asked = {0};
    endless.pauseWhen(() -> ++asked[0] == 2);
    assertThat(endless.resume().reason()).isEqualTo(Reason.PAUSE);
    assertThat(endless.steps()).isEqualTo(8_192);
  }

  @Test
  void faultsAreTheLastStep() {
    Debugger faulty = debugger("r0 = 1\nr0 = *(u64 *)(r1 + 60)\nexit\n");
    Stop stop = faulty.resume();
    assertThat(stop.reason()).isEqualTo(Reason.FAULT);
    assertThat(faulty.fault().orElseThrow().kind()).isEqualTo(FaultKind.MEMORY);
    faulty.stepBack();
    assertThat(faulty.fault()).isEmpty();
    assertThat(faulty.run().slot().number()).isEqualTo(1);
    faulty.resume();
    faulty.resumeBack();
    assertThat(faulty.steps()).isZero();
  }
}
