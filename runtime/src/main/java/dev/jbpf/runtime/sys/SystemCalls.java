package dev.jbpf.runtime.sys;

import com.kenai.jffi.MemoryIO;
import dev.jbpf.runtime.host.Architecture;
import dev.jbpf.runtime.sys.direct.DirectSyscall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The system calls of this machine: made directly where that can be, or by the C library. */
final class SystemCalls implements BpfSyscalls {
  static final SystemCalls INSTANCE = new SystemCalls();

  // Static, because to HotSpot they are constants then.
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final long[] NUMBERS = numbers();
  private static final long BPF = NUMBERS[Syscall.BPF.ordinal()];
  static final boolean IS_DIRECT =
      DirectSyscall.install(Architecture.current().equals(Optional.of(Architecture.X86_64)));

  private SystemCalls() {}

  private static long[] numbers() {
    if (Architecture.current().isEmpty()) {
      throw new UnsupportedOperationException(
          "system call numbers of " + System.getProperty("os.arch") + " are unknown");
    }
    Architecture here = Architecture.current().get();
    long[] numbers = new long[Syscall.values().length];
    for (Syscall call : Syscall.values()) {
      numbers[call.ordinal()] = call.number(here);
    }
    return numbers;
  }

  @Override
  public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
    long number = NUMBERS[call.ordinal()];
    return IS_DIRECT
        ? DirectSyscall.call(number, a, b, c, d, e, f)
        : CLibrary.call(number, a, b, c, d, e, f);
  }

  @Override
  public long call(Syscall call, long a, long b, long c) {
    return IS_DIRECT
        ? DirectSyscall.call(NUMBERS[call.ordinal()], a, b, c)
        : call(call, a, b, c, 0, 0, 0);
  }

  @Override
  public long bpf(int command, long attr, int size) {
    return IS_DIRECT
        ? DirectSyscall.call(BPF, command, attr, size)
        : CLibrary.call(BPF, command, attr, size);
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
