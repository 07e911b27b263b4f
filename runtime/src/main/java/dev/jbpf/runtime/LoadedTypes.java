package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Scratch;
import dev.jbpf.runtime.sys.Struct;
import java.lang.ref.Reference;

/**
 * Types (BTF) in the kernel, which maps and programs refer to; since Linux 4.18. They live on while
 * something refers to them.
 */
public final class LoadedTypes implements AutoCloseable {
  private static final int LOG_BYTES = 1 << 16;

  private final Descriptor descriptor;

  private LoadedTypes(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** {@return the types that {@code btf} holds, or the negative of the kernel's error} */
  static long tryLoad(Kernel kernel, byte[] btf) {
    Scratch scratch = kernel.scratch();
    Block data = scratch.data(btf.length);
    data.bytes().put(0, btf);
    return kernel.bpf(BpfCommand.BTF_LOAD, attr(scratch, data, btf.length));
  }

  static LoadedTypes load(Kernel kernel, byte[] btf) {
    long result = tryLoad(kernel, btf);
    if (result < 0) {
      throw Refusals.of(
          BpfCommand.BTF_LOAD, result, "cannot load " + btf.length + " bytes of types");
    }
    return of(kernel, (int) result);
  }

  static LoadedTypes of(Kernel kernel, int fd) {
    return new LoadedTypes(new Descriptor(kernel.syscalls(), "types", fd));
  }

  private static Struct attr(Scratch scratch, Block data, int size) {
    return scratch.attr().set(AttrField.BTF, data.address()).set(AttrField.BTF_SIZE, size);
  }

  /** {@return what the kernel says of types that it does not take; empty if it says nothing} */
  static String complaint(Kernel kernel, byte[] btf) {
    Scratch scratch = kernel.scratch();
    Block data = scratch.data(btf.length);
    data.bytes().put(0, btf);
    Block log = Block.ofSize(kernel.syscalls(), LOG_BYTES);
    Struct attr =
        attr(scratch, data, btf.length)
            .set(AttrField.BTF_LOG_BUF, log.address())
            .set(AttrField.BTF_LOG_SIZE, LOG_BYTES)
            .set(AttrField.BTF_LOG_LEVEL, 1);
    long result = kernel.bpf(BpfCommand.BTF_LOAD, attr);
    Reference.reachabilityFence(log);
    if (result >= 0) {
      of(kernel, (int) result).close();
      return "";
    }
    return log.text(0, LOG_BYTES).strip();
  }

  /** {@return the descriptor; for those who make system calls of their own} */
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
