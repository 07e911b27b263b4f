package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
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

  /** {@return a descriptor of the types that {@code btf} holds, or the negative of the error} */
  static long tryLoad(Kernel kernel, byte[] btf) {
    return kernel.bpf(BpfCommand.BTF_LOAD, attr(kernel.scratch(), btf));
  }

  static LoadedTypes load(Kernel kernel, byte[] btf) {
    long result = tryLoad(kernel, btf);
    if (result < 0) {
      String what = "cannot load " + btf.length + " bytes of types";
      throw Errno.EINVAL.is(result)
          ? new BpfSyscallException(
              BpfCommand.BTF_LOAD, Errno.ofResult(result), what, complaint(kernel, btf))
          : SyscallErrors.of(kernel, BpfCommand.BTF_LOAD, result, what);
    }
    return of(kernel, (int) result);
  }

  /** {@return the types behind an open descriptor} */
  static LoadedTypes of(Kernel kernel, int fd) {
    return new LoadedTypes(new Descriptor(kernel.syscalls(), "types", fd));
  }

  private static Struct attr(Scratch scratch, byte[] btf) {
    NativeMemory data = scratch.data(btf.length);
    data.bytes().put(0, btf);
    return scratch.attr().set(AttrField.BTF, data.address()).set(AttrField.BTF_SIZE, btf.length);
  }

  /** What the kernel says last of types that it does not take. */
  private static String complaint(Kernel kernel, byte[] btf) {
    NativeMemory log = NativeMemory.ofSize(kernel.syscalls(), LOG_BYTES);
    Struct attr =
        attr(kernel.scratch(), btf)
            .set(AttrField.BTF_LOG_BUF, log.address())
            .set(AttrField.BTF_LOG_SIZE, LOG_BYTES)
            .set(AttrField.BTF_LOG_LEVEL, 1);
    kernel.bpf(BpfCommand.BTF_LOAD, attr);
    String text = log.text(0, LOG_BYTES).strip();
    Reference.reachabilityFence(log);
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  /** {@return the descriptor, for other parts of this library} */
  @SuppressWarnings("exports")
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
