package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.struct.Structs;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Registers;

/**
 * What a program at a function is called with: at its start it knows the arguments, at its end the
 * result. For machines of this one's processor.
 */
@Vocabulary
@ContextOf(ProgramType.KPROBE)
public final class KprobeContext {
  private final Area context;

  private KprobeContext(Area context) {
    this.context = context;
  }

  /** {@return the context of a call with these arguments: for plain Java} */
  public static KprobeContext of(long... arguments) {
    return of(Registers.call(arguments));
  }

  /** {@return that context: for plain Java} */
  public static KprobeContext of(Context context) {
    return new KprobeContext(Area.of(context));
  }

  /** {@return the argument of that number, from 1 on} */
  public long argument(int number) {
    return context.s64(PtRegs.host().parameter(number).offset());
  }

  /** {@return the structure at the address that the argument of that number is} */
  public <S> S argument(int number, Class<S> type) {
    return Structs.at(type, argument(number));
  }

  /** {@return what the function returns} */
  public long result() {
    return context.s64(PtRegs.host().result().offset());
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
