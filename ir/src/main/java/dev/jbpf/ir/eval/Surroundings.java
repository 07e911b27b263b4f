package dev.jbpf.ir.eval;

import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Value;

/** What a program meets outside of itself. */
public interface Surroundings {
  /** A world without maps, helpers or functions of a kernel. */
  Surroundings EMPTY = new Surroundings() {};

  /** {@return what stands for a map, a variable of the kernel} */
  default long address(Referent symbol) {
    throw new IllegalArgumentException("nothing is known of " + symbol);
  }

  /** {@return what a helper, or a function of the kernel, returns} */
  default long call(Value call, long[] arguments, Evaluator evaluator) {
    throw new IrException("evaluation", call.origin(), "nothing is known of " + call.symbol());
  }
}
