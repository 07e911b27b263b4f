package dev.jbpf.vm;

import dev.jbpf.vm.exec.Code;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.Interpreter;

/** Which engine a program runs on, and when that changes. */
final class Tier {
  private final Code code;
  private final boolean isTiered;
  private volatile Executable executable;

  Tier(Code code, Engine engine) {
    this.code = code;
    this.isTiered = engine == Engine.TIERED;
    this.executable = new Interpreter(code);
  }

  Executable executable() {
    return executable;
  }

  /** A run is over that went back over so many instructions. */
  void ran(long charged) {}
}
