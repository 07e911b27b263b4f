package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachFlags;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.sys.Descriptor;
import java.util.Optional;

/**
 * Where in the order of the programs that see an interface's traffic one is put; since Linux 6.6.
 * They run from the first to the last, until one decides: what returns {@code TCX_NEXT} (-1) leaves
 * it to the next.
 *
 * <p>Source: {@code BPF_F_BEFORE} and the like in {@code include/uapi/linux/bpf.h}.
 */
public final class TcPosition {
  /** Before all that are there. */
  public static final TcPosition FIRST =
      new TcPosition("first", AttachFlags.BPF_F_BEFORE, Optional.empty());

  /** Behind all that are there, which is where a program is put if nothing else is said. */
  public static final TcPosition LAST =
      new TcPosition("last", AttachFlags.BPF_F_AFTER, Optional.empty());

  private final String name;
  private final int flags;
  private final Optional<Descriptor> neighbour;

  private TcPosition(String name, int flags, Optional<Descriptor> neighbour) {
    this.name = name;
    this.flags = flags;
    this.neighbour = neighbour;
  }

  /** {@return right before another program, which is attached there by a link or without one} */
  public static TcPosition before(KernelProgram other) {
    return new TcPosition(
        "before " + other, AttachFlags.BPF_F_BEFORE, Optional.of(other.descriptor()));
  }

  /** {@return right behind another program; as {@link #before(KernelProgram)}} */
  public static TcPosition after(KernelProgram other) {
    return new TcPosition(
        "after " + other, AttachFlags.BPF_F_AFTER, Optional.of(other.descriptor()));
  }

  /**
   * {@return right before the program of a link}
   *
   * @throws IllegalArgumentException if it is no link of the kernel's
   */
  public static TcPosition before(Link other) {
    return beside("before ", AttachFlags.BPF_F_BEFORE, other);
  }

  /** {@return right behind the program of a link; as {@link #before(Link)}} */
  public static TcPosition after(Link other) {
    return beside("after ", AttachFlags.BPF_F_AFTER, other);
  }

  private static TcPosition beside(String where, int flag, Link other) {
    if (!(other instanceof BpfLink link)) {
      throw new IllegalArgumentException(
          "the order is told by links of the kernel's, and " + other + " is none");
    }
    return new TcPosition(
        where + link, flag | AttachFlags.BPF_F_LINK, Optional.of(link.descriptor()));
  }

  int flags() {
    return flags;
  }

  Optional<Descriptor> neighbour() {
    return neighbour;
  }

  @Override
  public String toString() {
    return name;
  }
}
