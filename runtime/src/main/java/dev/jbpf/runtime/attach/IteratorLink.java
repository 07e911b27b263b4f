package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.iterator.IteratorScope;
import dev.jbpf.runtime.attach.link.DescriptorInputStream;
import dev.jbpf.runtime.attach.link.LinkCreate;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.file.Path;

/**
 * A program that goes through things in the kernel, such as all tasks, whenever somebody reads what
 * it writes. Since Linux 5.8.
 */
public final class IteratorLink implements Link {
  private final Kernel kernel;
  private final BpfLink link;

  private IteratorLink(Kernel kernel, BpfLink link) {
    this.kernel = kernel;
    this.link = link;
  }

  /**
   * {@return the iterator that {@code program} is, loaded for {@link Hooks#iterator}}
   *
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses
   */
  public static IteratorLink attach(KernelProgram program) {
    return new IteratorLink(
        program.kernel(), LinkCreate.link(program, AttachType.TRACE_ITER, 0, 0, "iterator"));
  }

  /**
   * {@return the same over part of what there is}
   *
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel refuses
   * @throws dev.jbpf.runtime.error.SyscallException if a control group cannot be opened
   */
  public static IteratorLink attach(KernelProgram program, IteratorScope scope) {
    BpfSyscalls syscalls = program.kernel().calls().syscalls();
    try (IteratorScope.Open open = scope.open(syscalls)) {
      byte[] bytes = open.info();
      NativeMemory info = NativeMemory.ofSize(syscalls, bytes.length);
      info.bytes().put(0, bytes);
      Struct attr =
          LinkCreate.attr(program, AttachType.TRACE_ITER, 0, 0)
              .set(AttrField.LINK_CREATE_ITER_INFO, info.address())
              .set(AttrField.LINK_CREATE_ITER_INFO_LEN, bytes.length);
      BpfLink link = LinkCreate.link(program, attr, "iterator over " + scope);
      Reference.reachabilityFence(info);
      return new IteratorLink(program.kernel(), link);
    }
  }

  /** {@return what the program writes in one pass, read as it goes} */
  public InputStream open() {
    Struct attr = kernel.calls().scratch().attr();
    int fd = link.descriptor().acquire();
    try {
      attr.set(AttrField.ITER_CREATE_LINK_FD, fd);
      int stream =
          kernel.calls().require(BpfCommand.ITER_CREATE, attr, "cannot start the iterator");
      return new DescriptorInputStream(
          kernel.calls().syscalls(), new Descriptor(kernel.calls().syscalls(), "iterator", stream));
    } finally {
      link.descriptor().release();
    }
  }

  @Override
  public void pin(Path file) {
    link.pin(file);
  }

  @Override
  public void close() {
    link.close();
  }
}
