package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.methods.mark.ContextOf;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;

/**
 * What a program at a function is called with: at its start it knows the arguments, at its end the
 * result. For machines of this one's processor.
 */
@Vocabulary
@ContextOf(ProgramType.KPROBE)
public final class KprobeContext {
  private static final int ROOM = 512;

  private final Area context;

  private KprobeContext(Area context) {
    this.context = context;
  }

  /** {@return the context of a call with these arguments: for plain Java} */
  public static KprobeContext of(long... arguments) {
    KprobeContext made = new KprobeContext(Area.of(new byte[ROOM]));
    for (int i = 0; i < arguments.length; i++) {
      made.context.set64(PtRegs.host().parameter(i + 1).offset(), arguments[i]);
    }
    return made;
  }

  /** {@return the argument of that number, from 1 on} */
  public long argument(int number) {
    return context.s64(PtRegs.host().parameter(number).offset());
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
