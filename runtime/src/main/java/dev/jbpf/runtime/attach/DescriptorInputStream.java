package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Syscall;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What can be read from a descriptor that Java did not open. */
final class DescriptorInputStream extends InputStream {
  private static final int SIZE = 1 << 16;

  private final BpfSyscalls syscalls;
  private final Descriptor descriptor;
  private final NativeMemory block;

  DescriptorInputStream(BpfSyscalls syscalls, Descriptor descriptor) {
    this.syscalls = syscalls;
    this.descriptor = descriptor;
    this.block = NativeMemory.ofSize(syscalls, SIZE);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    long count = read(Math.min(length, SIZE));
    if (count < 0) {
      throw new IOException("cannot read from " + descriptor + ": " + Errno.ofResult(count));
    }
    block.bytes().get(0, bytes, offset, (int) count);
    return count == 0 ? -1 : (int) count;
  }

  private long read(int length) {
    int fd = descriptor.acquire();
    try {
      return syscalls.call(Syscall.READ, fd, block.address(), length);
    } finally {
      descriptor.release();
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
