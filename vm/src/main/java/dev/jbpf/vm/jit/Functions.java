package dev.jbpf.vm.jit;

import dev.jbpf.vm.exec.Machine;

/** The compiled functions of a program, by number. */
interface Functions {
  /** {@return r0} */
  long call(int function, Machine machine, long r1, long r2, long r3, long r4, long r5, int depth);
}
