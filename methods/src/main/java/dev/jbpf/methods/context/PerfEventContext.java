package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.vm.context.Context;

/**
 * What a program is called with for each event that is counted: the registers of what ran. For
 * machines of this one's processor.
 */
@Vocabulary
@ContextOf(ProgramType.PERF_EVENT)
public final class PerfEventContext {
  private final Area context;

  private PerfEventContext(Area context) {
    this.context = context;
  }

  /** {@return that context: for plain Java} */
  public static PerfEventContext of(Context context) {
    return new PerfEventContext(Area.of(context));
  }

  /** {@return the address of the instruction that ran} */
  public long instruction() {
    return context.s64(PtRegs.host().instructionPointer().offset());
  }

  /** {@return after how many events this one was counted} */
  public long period() {
    return context.s64(PtRegs.host().size());
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
