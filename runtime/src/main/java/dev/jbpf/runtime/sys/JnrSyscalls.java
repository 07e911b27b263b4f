package dev.jbpf.runtime.sys;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/** The system calls of this machine, through JNR-FFI. */
final class JnrSyscalls implements BpfSyscalls {
  static final JnrSyscalls INSTANCE = new JnrSyscalls();

  private final LibC libc = LibraryLoader.create(LibC.class).failImmediately().load("c");
  private final Runtime runtime = Runtime.getRuntime(libc);
  private final MemoryIO memory = MemoryIO.getInstance();
  private final long[] numbers = numbers();
  private final long bpf = numbers[Syscall.BPF.ordinal()];

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
    long result = libc.syscall(numbers[call.ordinal()], a, b, c, d, e, f);
    return result == -1 ? -runtime.getLastError() : result;
  }

  @Override
  public long call(Syscall call, long a, long b, long c) {
    long result = libc.syscall(numbers[call.ordinal()], a, b, c);
    return result == -1 ? -runtime.getLastError() : result;
  }

  @Override
  public long bpf(int command, long attr, int size) {
    long result = libc.syscall(bpf, command, attr, size);
    return result == -1 ? -runtime.getLastError() : result;
  }

  @Override
  public long address(ByteBuffer direct) {
    if (!direct.isDirect()) {
      throw new IllegalArgumentException("not a direct buffer: " + direct);
    }
    return memory.getDirectBufferAddress(direct);
  }

  @Override
  public ByteBuffer view(long address, int bytes) {
    return memory.newDirectByteBuffer(address, bytes).order(ByteOrder.nativeOrder());
  }
}
