package dev.jbpf.vm;

import dev.jbpf.vm.exec.CountingInterpreter;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Interpreter;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.exec.StrictInterpreter;
import dev.jbpf.vm.jit.JitProgram;
import java.util.Optional;

/** Which engine a program runs on, and when that changes. */
final class Tier {
  /**
   * How many instructions the interpreter runs before compiling pays: the first compilation of a
   * JVM takes about 20 ms, in which the interpreter runs this many.
   */
  private static final long HOT = 5_000_000;

  private final MicroCode code;
  private volatile Executable executable;

  Tier(MicroCode code, VmOptions options) {
    this.code = code;
    this.executable = options.strict() ? new StrictInterpreter(code) : on(options.engine());
  }

  private Executable on(Engine engine) {
    return switch (engine) {
      case INTERPRETER -> interpreter();
      case JIT -> compiled();
      case TIERED -> new Counted();
    };
  }

  Executable executable() {
    return executable;
  }

  private Executable compiled() {
    Optional<JitProgram> compiled = JitProgram.compile(code);
    return compiled.isPresent() ? compiled.get() : interpreter();
  }

  private Executable interpreter() {
    return code.isCounted() ? new CountingInterpreter(code) : new Interpreter(code);
  }

  /** The interpreter, until it has run enough. */
  private final class Counted implements Executable {
    private final Executable interpreter = interpreter();

    /**
     * What is left until the program is hot. Not atomic, since that would cost a short run a tenth
     * of its time: a count that threads lose only delays the compiler.
     */
    private long cold = HOT;

    @Override
    public MicroCode code() {
      return code;
    }

    @Override
    public long run(EngineState machine, byte[] argument) {
      long r0 = interpreter.run(machine, argument);
      cold -= machine.charged() + code.program().size();
      if (cold < 0) {
        becomeHot();
      }
      return r0;
    }

    private synchronized void becomeHot() {
      if (executable == this) {
        executable = compiled();
      }
    }

    @Override
    public long call(
        EngineState machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth) {
      return interpreter.call(machine, entry, r1, r2, r3, r4, r5, depth);
    }
  }
}
