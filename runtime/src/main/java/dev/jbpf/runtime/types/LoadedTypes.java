package dev.jbpf.runtime.types;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Scratch;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
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
  public static long tryLoad(BpfCalls calls, byte[] btf) {
    return calls.bpf(BpfCommand.BTF_LOAD, attr(calls.scratch(), btf));
  }

  public static LoadedTypes load(BpfCalls calls, byte[] btf) {
    long result = tryLoad(calls, btf);
    if (result < 0) {
      String what = "cannot load " + btf.length + " bytes of types";
      throw Errno.EINVAL.is(result)
          ? new BpfSyscallException(
              BpfCommand.BTF_LOAD, Errno.ofResult(result), what, complaint(calls, btf))
          : SyscallErrors.of(calls, BpfCommand.BTF_LOAD, result, what);
    }
    return of(calls, (int) result);
  }

  /** {@return the types behind an open descriptor} */
  public static LoadedTypes of(BpfCalls calls, int fd) {
    return new LoadedTypes(new Descriptor(calls.syscalls(), "types", fd));
  }

  private static Struct attr(Scratch scratch, byte[] btf) {
    NativeMemory data = scratch.data(btf.length);
    data.bytes().put(0, btf);
    return scratch.attr().set(AttrField.BTF, data.address()).set(AttrField.BTF_SIZE, btf.length);
  }

  /** What the kernel says last of types that it does not take. */
  private static String complaint(BpfCalls calls, byte[] btf) {
    NativeMemory log = NativeMemory.ofSize(calls.syscalls(), LOG_BYTES);
    Struct attr =
        attr(calls.scratch(), btf)
            .set(AttrField.BTF_LOG_BUF, log.address())
            .set(AttrField.BTF_LOG_SIZE, LOG_BYTES)
            .set(AttrField.BTF_LOG_LEVEL, 1);
    calls.bpf(BpfCommand.BTF_LOAD, attr);
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
