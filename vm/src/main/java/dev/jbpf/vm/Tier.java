package dev.jbpf.vm;

import dev.jbpf.vm.exec.Code;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Interpreter;
import dev.jbpf.vm.jit.JitProgram;
import java.util.concurrent.atomic.AtomicLong;

/** Which engine a program runs on, and when that changes. */
final class Tier {
  /**
   * How many instructions the interpreter runs before compiling pays: the first compilation of a
   * JVM takes about 20 ms, in which the interpreter runs this many.
   */
  private static final long HOT = 5_000_000;

  private final Code code;
  private final AtomicLong cold;
  private volatile Executable executable;

  Tier(Code code, Engine engine) {
    this.code = code;
    this.cold = new AtomicLong(engine == Engine.TIERED ? HOT : Long.MAX_VALUE);
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
    long more = charged + code.program().size();
    if (executable instanceof Interpreter && cold.addAndGet(-more) < 0) {
      cold.set(Long.MAX_VALUE);
      compile();
    }
  }

  private void compile() {
    JitProgram.compile(code).ifPresent(compiled -> executable = compiled);
  }
}
