package dev.jbpf.vm;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.SingleStep;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.ProgramMemory;

/** A run, one instruction at a time, for tests that look inside and for traces. */
public final class Stepper {
  private final Program program;
  private final EngineState machine;
  private final SingleStep run;

  Stepper(Program program, EngineState machine, SingleStep run) {
    this.program = program;
    this.machine = machine;
    this.run = run;
  }

  /** {@return whether the program is at its end, with the result in r0} */
  public boolean isDone() {
    return run.isDone();
  }

  /**
   * {@return the slot of the next instruction}
   *
   * @throws IllegalStateException if there is none
   */
  public Slot slot() {
    if (isDone()) {
      throw new IllegalStateException("the program is at its end");
    }
    return new Slot(run.slot());
  }

  /** {@return the next instruction} */
  public CodeElement next() {
    return program.elementAt(slot());
  }

  /** {@return how many functions wait for the present one to return, 0 in the program's own} */
  public int depth() {
    return run.depth();
  }

  /** {@return the present value of {@code register}} */
  public long register(Reg register) {
    return run.register(register);
  }

  /** {@return the memory as the program sees it} */
  public ProgramMemory memory() {
    return machine.memory();
  }

  /**
   * Runs the next instruction; a helper and what it calls are one step.
   *
   * @throws VmFault if the instruction does what none may
   * @throws IllegalStateException if there is none
   */
  public void step() {
    slot();
    try {
      run.step();
    } catch (VmFault fault) {
      machine.abandon();
      throw fault;
    }
    if (isDone()) {
      machine.finish();
    }
  }
}
