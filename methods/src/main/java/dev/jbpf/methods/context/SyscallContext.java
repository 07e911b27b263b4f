package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.vm.context.Context;

/** What a program is called with that Java runs: whatever Java gives. */
@Vocabulary
@ContextOf(ProgramType.SYSCALL)
public final class SyscallContext {
  private final Area context;

  private SyscallContext(Area context) {
    this.context = context;
  }

  /** {@return that context: for plain Java} */
  public static SyscallContext of(Context context) {
    return new SyscallContext(Area.of(context));
  }

  /** {@return the record that it is} */
  public <R extends Record> Cell<R> as(Class<R> type) {
    return new Cell<>(context, Codec.record(type));
  }

  /** {@return the context itself, as helpers take it} */
  public Area area() {
    return context;
  }
}
