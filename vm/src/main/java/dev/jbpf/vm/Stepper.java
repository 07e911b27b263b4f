package dev.jbpf.vm;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.SingleStep;
import dev.jbpf.vm.exec.Thrown;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.ProgramMemory;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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

  /**
   * Changes a register of the present function.
   *
   * @throws IllegalArgumentException if it is r10, which says where the stack is
   */
  public void setRegister(Reg register, long value) {
    if (register == Reg.R10) {
      throw new IllegalArgumentException("r10 is the stack's address: it cannot be changed");
    }
    run.setRegister(register, value);
  }

  /**
   * A function that runs, or waits for one that it called.
   *
   * @param slot of its next instruction; of its call, where it waits
   * @param registers its own values: r0 to r10 by their numbers
   */
  public record Frame(Slot slot, List<Long> registers) {
    /** Keeps a copy. */
    public Frame {
      registers = List.copyOf(registers);
    }
  }

  /**
   * {@return the functions that run, the present one first; what a helper calls is not among them}
   *
   * @throws IllegalStateException if the program is at its end
   */
  public List<Frame> frames() {
    slot();
    int[] slots = run.slots();
    return IntStream.range(0, slots.length)
        .mapToObj(i -> new Frame(new Slot(slots[i]), registers(i)))
        .toList();
  }

  private List<Long> registers(int outwards) {
    return Stream.of(Reg.values()).map(register -> run.register(register, outwards)).toList();
  }

  /**
   * Memory that the run was given.
   *
   * @param name what it is: {@code struct xdp_md}, {@code packet}, {@code memory}
   * @param address of its first byte
   * @param bytes as they are at present, a copy
   */
  public record Area(String name, long address, byte[] bytes) {}

  /** {@return the context, if there is one, and the packet or memory, if there is one} */
  public List<Area> areas() {
    return LongStream.of(
            AddressSpace.windowBase(AddressSpace.CONTEXT_WINDOW), machine.packet().address())
        .mapToObj(machine.memory()::readableAt)
        .filter(region -> region.data.length > 0)
        .map(region -> new Area(region.name(), region.base, region.data.clone()))
        .toList();
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
    } catch (Thrown thrown) {
      run.end(thrown);
      return;
    } catch (VmFault fault) {
      machine.abandon();
      throw fault;
    }
    if (isDone()) {
      machine.finish();
    }
  }
}
