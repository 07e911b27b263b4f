package dev.jbpf.runtime.call;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.sys.field.CommonField;
import java.lang.ref.Reference;

/**
 * What a kernel tells about a refused call beside its error. Since Linux 7.2 commands take
 * attributes that all have in common, with room for a log; older ones refuse these, and tell
 * nothing.
 */
public final class RefusalLog {
  /** {@code BPF_COMMON_ATTRS}, added to a command. */
  private static final int WITH_COMMON = 1 << 16;

  private static final int LOG_BYTES = 4096;
  private static final int LOG_LEVEL = 1;

  private RefusalLog() {}

  /**
   * {@return what the kernel tells, a sentence; empty if nothing} The call is made once more.
   *
   * @param attr its arguments, as they were refused
   * @param result the negative of the error
   */
  public static String of(BpfCalls calls, BpfCommand command, Struct attr, long result) {
    if (Errno.EPERM.is(result)) {
      return "";
    }
    NativeMemory log = NativeMemory.ofSize(calls.syscalls(), LOG_BYTES);
    Struct common =
        new Struct(calls.syscalls(), CommonField.BYTES)
            .set(CommonField.LOG_BUF, log.address())
            .set(CommonField.LOG_SIZE, LOG_BYTES)
            .set(CommonField.LOG_LEVEL, LOG_LEVEL);
    long again =
        calls
            .syscalls()
            .call(
                Syscall.BPF,
                command.value() | WITH_COMMON,
                attr.address(),
                attr.size(),
                common.address(),
                common.size(),
                0);
    if (again >= 0) {
      calls.syscalls().call(Syscall.CLOSE, again, 0, 0);
    }
    String text = log.text(0, LOG_BYTES).strip();
    Reference.reachabilityFence(common);
    return text.isEmpty() ? "" : "The kernel says: " + text;
  }
}
