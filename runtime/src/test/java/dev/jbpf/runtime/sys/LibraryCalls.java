package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.host.Architecture;

/** Calls by the C library's {@code syscall}, which programs on its functions can see. */
public final class LibraryCalls {
  private static final long CLOSE = Syscall.CLOSE.number(Architecture.current().orElseThrow());

  private LibraryCalls() {}

  /** {@return the result of close(2), or the negative of its error} */
  public static long close(long descriptor) {
    return CLibrary.call(CLOSE, descriptor, 0, 0, 0, 0, 0);
  }
}
