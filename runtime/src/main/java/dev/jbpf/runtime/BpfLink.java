package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.info.LinkInfo;
import dev.jbpf.runtime.pin.Pins;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.nio.file.Path;

/** A link that the kernel keeps: closing the last descriptor of it detaches the program. */
public final class BpfLink implements Link {
  private final Kernel kernel;
  private final Descriptor descriptor;

  /**
   * Takes over an open descriptor.
   *
   * @param what names it in messages: {@code link to XDP on eth0}
   */
  public BpfLink(Kernel kernel, int descriptor, String what) {
    this.kernel = kernel;
    this.descriptor = new Descriptor(kernel.calls().syscalls(), what, descriptor);
  }

  /** {@return the link's descriptor, for other parts of this library} */
  @SuppressWarnings("exports")
  public Descriptor descriptor() {
    return descriptor;
  }

  /** {@return what the kernel knows about it} */
  public LinkInfo info() {
    return LinkInfo.of(kernel.calls(), descriptor);
  }

  @Override
  public boolean isAttached() {
    return info().isAttached();
  }

  /**
   * Puts {@code program} in the place of the one that is attached, without a moment in which none
   * is.
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public void update(KernelProgram program) {
    Struct attr = kernel.calls().scratch().attr();
    attr.set(AttrField.LINK_UPDATE_LINK_FD, descriptor.acquire());
    try {
      attr.set(AttrField.LINK_UPDATE_NEW_PROG_FD, program.descriptor().acquire());
      try {
        kernel
            .calls()
            .require(BpfCommand.LINK_UPDATE, attr, "cannot put " + program + " into " + descriptor);
      } finally {
        program.descriptor().release();
      }
    } finally {
      descriptor.release();
    }
  }

  @Override
  public void pin(Path file) {
    Pins.pin(kernel.calls(), descriptor, file);
  }

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public String toString() {
    return descriptor.toString();
  }
}
