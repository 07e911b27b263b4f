package dev.jbpf.vm;

import dev.jbpf.code.Program;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Interpreter;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.exec.SingleStep;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.place.Placement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A program in a {@link Vm}, ready to run any number of times, on any number of threads. */
public final class LoadedProgram {
  private final Vm vm;
  private final Program source;
  private final MicroCode code;
  private final Tier tier;
  private final AtomicReference<Session> idle = new AtomicReference<>();

  /** Of {@code source}, whose maps have no numbers yet. */
  LoadedProgram(Vm vm, Program source, MicroCode code, VmOptions options) {
    this.vm = vm;
    this.source = source;
    this.code = code;
    this.tier = new Tier(code, options);
  }

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

  /**
   * As {@link #run(Context)}, on that CPU, counted from 0.
   *
   * @throws IllegalArgumentException if the machine has no such CPU
   */
  public long run(Context context, int cpu) {
    try (Session session = open(cpu)) {
      session.place(context);
      return session.run();
    }
  }

  /**
   * {@return what a run leaves}
   *
   * @throws VmFault if the program does what no program may
   */
  public RunResult test(Context context) {
    try (Session session = open(0)) {
      session.place(context);
      long r0 = session.run();
      return new RunResult(r0, session.packet(), session.charged());
    }
  }

  /**
   * {@return a session on that CPU} For many runs on one thread: what {@link #run} does for each is
   * done once.
   *
   * @throws IllegalArgumentException if the machine has no such CPU
   */
  public Session open(int cpu) {
    vm.requireCpu(cpu);
    Session session = idle.getAndSet(null);
    if (session == null) {
      session = new Session(this, new EngineState(vm.space(), vm::tailCall, tier.executable()));
    }
    session.start(cpu);
    return session;
  }

  /** {@return a run that the caller drives, one instruction at a time} */
  public Stepper step(Context context) {
    Interpreter interpreter = new Interpreter(code);
    EngineState machine = new EngineState(vm.space(), vm::tailCall, interpreter);
    machine.configure(budget(), 0);
    long r1 = Placement.place(context, machine.memory(), machine.packet());
    machine.given(context);
    SingleStep run = new SingleStep(code, machine, r1, Placement.second(context));
    return new Stepper(program(), machine, run);
  }

  /** {@return what a run does, step by step; a fault is a part of it} */
  public Trace trace(Context context) {
    return Trace.of(step(context), program(), Trace.LIMIT);
  }

  /** {@return what was counted, if it is} */
  Optional<ProgramCoverage> coverage() {
    return code.edges().map(edges -> ProgramCoverage.of(source, edges.slots()));
  }

  /** A session is over. */
  void release(Session session) {
    idle.lazySet(session);
  }

  Tier tier() {
    return tier;
  }

  long budget() {
    return vm.options().budget();
  }

  /** {@return the engine's code at present} */
  Executable executable() {
    return tier.executable();
  }

  /** {@return what the program was decoded to} */
  MicroCode code() {
    return code;
  }
}
