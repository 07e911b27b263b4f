package dev.jbpf.dsl;

import dev.jbpf.dsl.internal.StackText;
import dev.jbpf.dsl.value.part.Formats;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Target;
import java.util.List;

/**
 * A call that prints to the trace pipe.
 *
 * @param offset where on the stack the format goes
 */
record Printk(int offset, String format, List<Arg.Int> arguments) {
  private static final int IN_REGISTERS = 3;

  /** The kernel takes no more. */
  private static final int MOST = 12;

  Printk {
    int wanted = Formats.conversions(format);
    if (arguments.size() != wanted) {
      throw new IllegalArgumentException(
          "printk: \"" + format + "\" wants " + wanted + " arguments, got " + arguments.size());
    }
    if (wanted > MOST) {
      throw new IllegalArgumentException(
          "printk: " + wanted + " arguments, the kernel takes at most " + MOST);
    }
    if (arguments.contains(Arg.reg(Reg.R0))) {
      throw new IllegalArgumentException(
          "printk: R0 carries the format to the stack: move it to another register before");
    }
  }

  void emit(ProgramBuilder b, Target target) {
    if (arguments.size() <= IN_REGISTERS) {
      Arg.Int[] all = arguments.toArray(Arg.Int[]::new);
      b.storeText(offset, format)
          .call(Helpers.tracePrintk(Arg.stack(offset), Arg.imm(StackText.size(format)), all));
      return;
    }
    KernelVersion first = Helper.TRACE_VPRINTK.since();
    if (target.lacks(first)) {
      throw new IllegalArgumentException(
          "printk: "
              + arguments.size()
              + " arguments need Linux "
              + first
              + ", the program is for "
              + target.kernel().orElseThrow()
              + " and newer: print at most three at once");
    }
    int data = offset - arguments.size() * Long.BYTES;
    for (int i = 0; i < arguments.size(); i++) {
      store(b, data + i * Long.BYTES, arguments.get(i));
    }
    b.storeText(offset, format)
        .call(
            Helpers.traceVprintk(
                Arg.stack(offset),
                Arg.imm(StackText.size(format)),
                Arg.stack(data),
                Arg.imm((long) arguments.size() * Long.BYTES)));
  }

  private static void store(ProgramBuilder b, int at, Arg.Int argument) {
    if (argument instanceof Arg.Register register) {
      b.with(Op.STXDW, Reg.R10, register.reg(), at, 0);
    } else if (argument instanceof Arg.Constant constant) {
      b.load(Reg.R0, constant.value()).with(Op.STXDW, Reg.R10, Reg.R0, at, 0);
    }
  }
}
