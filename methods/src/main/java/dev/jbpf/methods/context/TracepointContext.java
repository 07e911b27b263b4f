package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.ContextOf;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.struct.Structs;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.TraceRecord;

/** What a program at a tracepoint is called with: the tracepoint's record. */
@Vocabulary
@ContextOf(ProgramType.TRACEPOINT)
public final class TracepointContext {
  private static final int SYSCALL_ARGUMENTS = 16;

  private final Area context;

  private TracepointContext(Area context) {
    this.context = context;
  }

  /** {@return the context that this record is, no copy: for plain Java} */
  public static TracepointContext of(byte[] record) {
    return of(new TraceRecord(record));
  }

  /** {@return that context: for plain Java} */
  public static TracepointContext of(Context context) {
    return new TracepointContext(Area.of(context));
  }

  /** {@return the record, whose members {@code TracepointFormat} describes} */
  public Area area() {
    return context;
  }

  /**
   * {@return the record as {@code type} declares it, by the names of its fields}
   *
   * @param type named as the kernel's types do: {@code trace_event_raw_sched_process_exec}
   */
  public <S> S as(Class<S> type) {
    return Structs.direct(type, context);
  }

  /**
   * {@return the argument of the system call, of that number from 0 to 5; at {@code sys_enter_…}}
   */
  public long syscallArgument(int number) {
    return context.s64(SYSCALL_ARGUMENTS + number * Long.BYTES);
  }

  /** {@return what the system call returns; at {@code sys_exit_…}} */
  public long syscallResult() {
    return context.s64(SYSCALL_ARGUMENTS);
  }
}
