package dev.jbpf.runtime.sys;

import dev.jbpf.runtime.sys.direct.CodeMemory;
import java.util.OptionalLong;

/** Pages of machine code: written first, run after that, never both. */
record CodePages(BpfSyscalls syscalls) implements CodeMemory {
  private static final int READ_WRITE = 1 | 2;
  private static final int READ_EXECUTE = 1 | 4;
  private static final int PRIVATE_ANONYMOUS = 2 | 0x20;

  @Override
  public OptionalLong holding(byte[] code) {
    int size = code.length; // the kernel makes it a whole page
    long page = syscalls.call(Syscall.MMAP, 0, size, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (page < 0) {
      return OptionalLong.empty();
    }
    syscalls.view(page, size).put(code);
    if (syscalls.call(Syscall.MPROTECT, page, size, READ_EXECUTE, 0, 0, 0) != 0) {
      syscalls.call(Syscall.MUNMAP, page, size, 0, 0, 0, 0);
      return OptionalLong.empty();
    }
    return OptionalLong.of(page);
  }
}
