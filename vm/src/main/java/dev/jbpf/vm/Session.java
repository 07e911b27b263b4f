package dev.jbpf.vm;

import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Thrown;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.place.Placement;

/**
 * Runs of one program on one thread, one after the other, each from the start: the stack is zero.
 * The memory that was placed stays, as the run before left it.
 */
public final class Session implements AutoCloseable {
  private final LoadedProgram program;
  private final EngineState machine;
  private final Tier tier;

  Session(LoadedProgram program, EngineState machine) {
    this.program = program;
    this.machine = machine;
    this.tier = program.tier();
  }

  void start(int onCpu) {
    machine.configure(program.budget(), onCpu);
  }

  /** Gives the runs that follow this context. */
  public void place(Context context) {
    machine.unmap();
    long r1 = Placement.place(context, machine.memory(), machine.packet());
    machine.give(r1, Placement.second(context));
    machine.given(context);
  }

  /**
   * {@return r0 at the exit}
   *
   * @throws VmFault if the program does what no program may
   */
  public long run() {
    try {
      return tier.executable().run(machine, machine.argument);
    } catch (Thrown thrown) {
      return caught(thrown);
    } catch (VmFault fault) {
      machine.stopped(fault);
      throw fault;
    }
  }

  private long caught(Thrown thrown) {
    try {
      return machine.caught(thrown);
    } catch (VmFault fault) {
      machine.stopped(fault);
      throw fault;
    }
  }

  /** {@return a copy of the packet with its metadata in front, as the last run left it} */
  public byte[] packet() {
    return machine.packet().bytes();
  }

  /**
   * {@return a copy of the context as the last run left it, of a flow dissector the keys; empty if
   * there is none but the packet}
   */
  public byte[] context() {
    return Placement.left(machine.given(), machine.memory());
  }

  /** {@return how much of the budget the last run took} */
  public long charged() {
    return machine.charged();
  }

  @Override
  public void close() {
    machine.stopCounting();
    program.release(this);
  }
}
