package dev.jbpf.runtime.testing;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.Syscall;
import java.util.ArrayList;
import java.util.List;

/** The system's calls, of which one fails. Calls of close(2) are let through and not counted. */
public final class FailingSyscalls extends PassingSyscalls {
  private final int failing;
  private final Errno errno;
  private final List<Syscall> made = new ArrayList<>();

  /** Call number {@code failing}, from 0, fails with {@code errno}. */
  public FailingSyscalls(int failing, Errno errno) {
    this.failing = failing;
    this.errno = errno;
  }

  /** {@return the calls so far, those of close(2) left out} */
  public List<Syscall> made() {
    return List.copyOf(made);
  }

  @Override
  public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
    if (call != Syscall.CLOSE) {
      made.add(call);
      if (made.size() - 1 == failing) {
        return errno.result();
      }
    }
    return system.call(call, a, b, c, d, e, f);
  }
}
