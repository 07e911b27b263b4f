package dev.jbpf.runtime.sys;

import java.nio.ByteBuffer;

/**
 * The one seam between this library and native code. Implementations are thread-safe.
 *
 * <p>Addresses and lengths are the caller's to check: an implementation passes them on.
 */
public interface BpfSyscalls {

  /** {@return the system's own} */
  static BpfSyscalls system() {
    return SystemCalls.INSTANCE;
  }

  /**
   * Makes a system call; arguments that it does not take are zero.
   *
   * @return its result, or the negative of {@code errno}: -4095 to -1
   */
  long call(Syscall call, long a, long b, long c, long d, long e, long f);

  /** As the full form, with zeros; faster. */
  default long call(Syscall call, long a, long b, long c) {
    return call(call, a, b, c, 0, 0, 0);
  }

  /** Makes the call that matters most for speed, and has three arguments; as the full form. */
  default long bpf(int command, long attr, int size) {
    return call(Syscall.BPF, command, attr, size);
  }

  /**
   * {@return the address of the first byte of a direct buffer} It stays the same for as long as the
   * buffer is reachable.
   */
  long address(ByteBuffer direct);

  /**
   * {@return a buffer over {@code bytes} of mapped memory, in the machine's byte order} Whoever
   * unmaps the memory makes sure that nobody uses the buffer any more.
   */
  ByteBuffer view(long address, int bytes);
}
