package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.kernel.PtRegs;

/**
 * A program at a function, of the kernel or of a process: at its start it knows the arguments, at
 * its end the result. For machines of this one's processor.
 */
public final class KprobeBody extends TracingBody {
  private final boolean isAtEnd;
  private final boolean isAtBoth;

  private KprobeBody(Scope scope, boolean isAtEnd, boolean isAtBoth) {
    super(scope, PtRegs.host().result().struct());
    this.isAtEnd = isAtEnd;
    this.isAtBoth = isAtBoth;
  }

  /** {@return what a program of that section is written with: a session is at start and end} */
  static KprobeBody in(Scope scope, String section) {
    String kind = section.split("/", 2)[0];
    return new KprobeBody(scope, kind.contains("ret"), kind.contains(".session"));
  }

  /**
   * {@return the argument of that number, from 1 on}
   *
   * @throws dev.jbpf.ir.IrException if it is not in a register, or the function is at its end
   */
  public U64 argument(int number) {
    if (isAtEnd) {
      throw scope()
          .error(
              "argument",
              "at its end a function's registers hold no arguments",
              "keep them in a map from its start on");
    }
    if (number < 1 || number > PtRegs.host().parameters()) {
      throw scope()
          .error(
              "argument",
              "argument " + number + " is in no register: 1 to " + PtRegs.host().parameters());
    }
    return members().get(PtRegs.host().parameter(number), U64.KIND);
  }

  /**
   * {@return the structure of the kernel at the address that the argument of that number is}
   *
   * @throws dev.jbpf.ir.IrException if it is not in a register, or the function is at its end
   */
  public <S extends Record> KernelRef<S> argument(int number, Class<S> type) {
    return KernelRef.copied(scope(), type, argument(number).ir());
  }

  /**
   * {@return what the function returns}
   *
   * @throws dev.jbpf.ir.IrException if this is at its start
   */
  public U64 result() {
    if (!isAtEnd && !isAtBoth) {
      throw scope()
          .error(
              "no-result", "at its start a function has no result", "kretprobe(…), uretprobe(…)");
    }
    return members().get(PtRegs.host().result(), U64.KIND);
  }
}
