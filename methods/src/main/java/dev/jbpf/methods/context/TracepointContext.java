package dev.jbpf.methods.context;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.mark.ContextOf;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;

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
    return new TracepointContext(Area.of(record));
  }

  /** {@return the record, whose members {@code TracepointFormat} describes} */
  public Area area() {
    return context;
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
