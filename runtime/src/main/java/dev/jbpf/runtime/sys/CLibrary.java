package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.sys.libc.LibC;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * System calls by the C library, bound by JNR-FFI. Only where there is no other way: it writes a
 * class for that, which takes a tenth of a second.
 */
final class CLibrary {
  // Static, because to HotSpot they are constants then.
  private static final LibC LIBC = LibraryLoader.create(LibC.class).failImmediately().load("c");
  private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

  private CLibrary() {}

  /** {@return the result of a system call, or the negative of its error} */
  static long call(long number, long a, long b, long c, long d, long e, long f) {
    return result(LIBC.syscall(number, a, b, c, d, e, f));
  }

  /** The short form of the library's function, which leaves arguments undefined that none reads. */
  static long call(long number, long a, long b, long c) {
    return result(LIBC.syscall(number, a, b, c));
  }

  private static long result(long result) {
    return result == -1 ? -RUNTIME.getLastError() : result;
  }
}
