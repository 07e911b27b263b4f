package dev.jbpf.runtime.sys;

import com.kenai.jffi.MemoryIO;
import dev.jbpf.runtime.host.Architecture;
import dev.jbpf.runtime.sys.direct.DirectSyscall;
import dev.jbpf.runtime.sys.libc.LibC;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/** The system calls of this machine, through JNR-FFI. */
final class JnrSyscalls implements BpfSyscalls {
  static final JnrSyscalls INSTANCE = new JnrSyscalls();

  // Static, because to HotSpot they are constants then.
  private static final LibC LIBC = LibraryLoader.create(LibC.class).failImmediately().load("c");
  private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final long[] NUMBERS = numbers();
  private static final long BPF = NUMBERS[Syscall.BPF.ordinal()];
  static final boolean IS_DIRECT =
      DirectSyscall.install(
          Architecture.current().equals(Optional.of(Architecture.X86_64)), new CodePages(INSTANCE));

  private JnrSyscalls() {}

  private static long[] numbers() {
    Architecture here =
        Architecture.current()
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "system call numbers of "
                            + System.getProperty("os.arch")
                            + " are unknown"));
    long[] numbers = new long[Syscall.values().length];
    for (Syscall call : Syscall.values()) {
      numbers[call.ordinal()] = call.number(here);
    }
    return numbers;
  }

  @Override
  public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
    long result = LIBC.syscall(NUMBERS[call.ordinal()], a, b, c, d, e, f);
    return result == -1 ? -RUNTIME.getLastError() : result;
  }

  @Override
  public long call(Syscall call, long a, long b, long c) {
    return IS_DIRECT
        ? DirectSyscall.call(NUMBERS[call.ordinal()], a, b, c)
        : call(call, a, b, c, 0, 0, 0);
  }

  @Override
  public long bpf(int command, long attr, int size) {
    return IS_DIRECT ? DirectSyscall.call(BPF, command, attr, size) : library(command, attr, size);
  }

  /** The short form of the library's function, which leaves arguments undefined that none reads. */
  static long library(int command, long attr, int size) {
    long result = LIBC.syscall(BPF, command, attr, size);
    return result == -1 ? -RUNTIME.getLastError() : result;
  }

  @Override
  public long address(ByteBuffer direct) {
    if (!direct.isDirect()) {
      throw new IllegalArgumentException("not a direct buffer: " + direct);
    }
    return MEMORY.getDirectBufferAddress(direct);
  }

  @Override
  public ByteBuffer view(long address, int bytes) {
    return MEMORY.newDirectByteBuffer(address, bytes).order(ByteOrder.nativeOrder());
  }
}
