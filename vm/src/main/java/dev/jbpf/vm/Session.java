package dev.jbpf.vm;

import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Interpreter;
import dev.jbpf.vm.exec.Machine;
import dev.jbpf.vm.fault.VmFault;

/**
 * Runs of one program on one thread, one after the other, each from the start: the stack is zero.
 * The memory that was placed stays, as the run before left it.
 */
public final class Session implements AutoCloseable {
  private final LoadedProgram program;
  private final Machine machine;
  private final long[] registers;
  private final long budget;
  private final Tier tier;
  private int cpu;
  private long r1;
  private long r2;

  Session(LoadedProgram program, Machine machine) {
    this.program = program;
    this.machine = machine;
    this.registers = program.code().newRegisters();
    this.budget = program.budget();
    this.tier = program.tier();
  }

  void start(int onCpu) {
    cpu = onCpu;
  }

  /** Gives the runs that follow this context. */
  public void place(Context context) {
    machine.unmap();
    r1 = context.place(machine.memory(), machine.packet());
    r2 = context.second();
  }

  /**
   * {@return r0 at the exit}
   *
   * @throws VmFault if the program does what no program may
   */
  public long run() {
    Executable executable = tier.executable();
    machine.reset(executable, budget, cpu);
    if (executable instanceof Interpreter interpreter) {
      long r0 = interpreter.run(machine, registers, r1, r2);
      tier.ran(charged());
      return r0;
    }
    return executable.call(machine, 0, r1, r2, 0, 0, 0, 0);
  }

  /** {@return a copy of the packet with its metadata in front, as the last run left it} */
  public byte[] packet() {
    return machine.packet().bytes();
  }

  /** {@return how much of the budget the last run took} */
  public long charged() {
    return budget - machine.budget;
  }

  @Override
  public void close() {
    program.release(this);
  }
}
