package dev.jbpf.runtime.sys.libc;

import jnr.ffi.annotations.SaveError;

/** What JNR-FFI binds to the C library. It must be public for JNR to implement it; not API. */
public interface LibC {

  /**
   * The C library's {@code syscall}. Seven {@code long}s and not one fewer: JNR-FFI 2.3.4 passes
   * garbage as the sixth of exactly six integer arguments.
   */
  @SaveError
  long syscall(long number, long a, long b, long c, long d, long e, long f);

  /**
   * The same for bpf(2), which has three: up to six integers JNR-FFI passes in registers, without
   * making an object for them. What the fourth to the sixth argument of the call are is undefined.
   */
  @SaveError
  long syscall(long number, long a, long b, long c);
}
