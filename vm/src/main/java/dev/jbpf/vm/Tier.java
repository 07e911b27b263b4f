package dev.jbpf.vm;

import dev.jbpf.vm.exec.Code;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Interpreter;
import dev.jbpf.vm.jit.JitProgram;

/** Which engine a program runs on, and when that changes. */
final class Tier {
  /**
   * How many instructions the interpreter runs before compiling pays: the first compilation of a
   * JVM takes about 20 ms, in which the interpreter runs this many.
   */
  private static final long HOT = 5_000_000;

  private final Code code;

  /**
   * What is left until the program is hot. Not atomic, since that would cost a short run a tenth of
   * its time: a count that threads lose only delays the compiler.
   */
  private long cold;

  private volatile Executable executable;

  Tier(Code code, Engine engine) {
    this.code = code;
    this.cold = engine == Engine.TIERED ? HOT : Long.MAX_VALUE;
    this.executable = new Interpreter(code);
    if (engine == Engine.JIT) {
      compile();
    }
  }

  Executable executable() {
    return executable;
  }

  /** A run is over that went back over so many instructions. */
  void ran(long charged) {
    cold -= charged + code.program().size();
    if (cold < 0) {
      becomeHot();
    }
  }

  private synchronized void becomeHot() {
    cold = Long.MAX_VALUE;
    if (executable instanceof Interpreter) {
      compile();
    }
  }

  private void compile() {
    JitProgram.compile(code).ifPresent(compiled -> executable = compiled);
  }
}
