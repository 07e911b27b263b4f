package dev.jbpf.vm;

import dev.jbpf.code.Program;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.exec.Code;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Interpreter;
import dev.jbpf.vm.exec.Machine;
import dev.jbpf.vm.fault.VmFault;
import java.util.concurrent.atomic.AtomicReference;

/** A program in a {@link Vm}, ready to run any number of times, on any number of threads. */
public final class LoadedProgram {
  private final Vm vm;
  private final Code code;
  private final Tier tier;
  private final AtomicReference<Session> idle = new AtomicReference<>();

  LoadedProgram(Vm vm, Code code, Engine engine) {
    this.vm = vm;
    this.code = code;
    this.tier = new Tier(code, engine);
  }

  /** A machine with the registers that the interpreter needs. */
  private record Session(Machine machine, long[] registers) {}

  /** {@return the program} */
  public Program program() {
    return code.program();
  }

  /**
   * {@return r0 at the exit, run without memory}
   *
   * @throws VmFault if the program does what no program may
   */
  public long run() {
    return run(Context.NONE);
  }

  /**
   * {@return r0 at the exit} r1 points to {@code memory} itself, r2 holds its length.
   *
   * @throws VmFault if the program does what no program may
   */
  public long run(byte[] memory) {
    return run(Context.of(memory));
  }

  /**
   * {@return r0 at the exit}
   *
   * @param context what r1 points to
   * @throws VmFault if the program does what no program may
   */
  public long run(Context context) {
    return run(context, 0);
  }

  /** As {@link #run(Context)}, on that CPU, counted from 0. */
  public long run(Context context, int cpu) {
    Session session = idle.getAndSet(null);
    if (session == null) {
      session = newSession();
    }
    Machine machine = session.machine();
    Executable executable = tier.executable();
    machine.reset(executable, vm.options().budget(), cpu);
    long r1 = context.place(machine.memory(), machine.packet());
    try {
      return executable instanceof Interpreter interpreter
          ? interpreter.run(machine, session.registers(), r1, context.second())
          : executable.call(machine, 0, r1, context.second(), 0, 0, 0, 0);
    } finally {
      tier.ran(vm.options().budget() - machine.budget);
      idle.lazySet(session);
    }
  }

  private Session newSession() {
    Machine machine = new Machine(vm.space(), vm::tailCall, tier.executable());
    return new Session(machine, code.newRegisters());
  }

  /** {@return the engine's code at present} */
  Executable executable() {
    return tier.executable();
  }

  /** {@return what the program was decoded to} */
  Code code() {
    return code;
  }
}
