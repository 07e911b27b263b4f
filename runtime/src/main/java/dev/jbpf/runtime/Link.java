package dev.jbpf.runtime;

import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.pin.BpfFileSystem;
import java.nio.file.Path;

/**
 * A program at work: where it is attached, until this is closed. Closing twice does nothing.
 *
 * <p>Most are {@link BpfLink}s, which can be updated and pinned: {@code if (link instanceof BpfLink
 * ours)}.
 *
 * <p>The garbage collector detaches nothing: what nobody refers to any more stays attached.
 *
 * <p>When the process ends, however it ends, the kernel detaches what it attached; but for filters
 * of clsact and XDP programs set by netlink, on kernels that have no links for these.
 */
public interface Link extends AutoCloseable {
  /**
   * Gives it a name in the BPF file system: the program stays attached until the file is deleted,
   * even when this is closed.
   *
   * @param file a file that is not there yet, in a folder of bpffs, which is mounted there as
   *     {@link BpfFileSystem#mount} does if it is not
   * @throws UnsupportedOperationException if the kernel keeps no link for this place
   * @throws BpfSyscallException if the kernel refuses
   */
  default void pin(Path file) {
    throw new UnsupportedOperationException(
        this + " cannot be pinned: this kernel keeps no link for it");
  }

  /**
   * {@return whether the program is still where it was attached} It is not, once the interface or
   * the control group is deleted, or somebody forced it off. Where no link is kept, nobody tells.
   */
  default boolean isAttached() {
    return true;
  }

  /** Detaches the program. */
  @Override
  void close();
}
