package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.call.AttachFlags;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.Anchor;
import dev.jbpf.runtime.attach.link.Revisions;
import dev.jbpf.runtime.netlink.Interfaces;

/**
 * Where in the order of the programs that see the traffic of an interface (since Linux 6.6), of a
 * netkit device (6.7) or of a control group (6.17) one is put. They run from the first to the last;
 * at interfaces, until one decides: what returns {@code TCX_NEXT} (-1) leaves it to the next.
 *
 * <p>Source: {@code BPF_F_BEFORE} and the like in {@code include/uapi/linux/bpf.h}.
 */
public final class TcPosition {
  /** Before all that are there. */
  public static final TcPosition FIRST =
      new TcPosition(Anchor.at("first", AttachFlags.BPF_F_BEFORE));

  /** Behind all that are there, which is where a program is put if nothing else is said. */
  public static final TcPosition LAST = new TcPosition(Anchor.at("last", AttachFlags.BPF_F_AFTER));

  private final Anchor anchor;

  private TcPosition(Anchor anchor) {
    this.anchor = anchor;
  }

  /**
   * {@return right before another program, which is attached there by a link or without one}
   * Control groups do not find a link by its program: {@link #before(Link)}.
   */
  public static TcPosition before(KernelProgram other) {
    return new TcPosition(
        Anchor.beside("before " + other, AttachFlags.BPF_F_BEFORE, other.descriptor()));
  }

  /** {@return right behind another program; as {@link #before(KernelProgram)}} */
  public static TcPosition after(KernelProgram other) {
    return new TcPosition(
        Anchor.beside("after " + other, AttachFlags.BPF_F_AFTER, other.descriptor()));
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
    return new TcPosition(Anchor.beside(where + link, flag, link));
  }

  /**
   * {@return the same, only if nothing was attached or detached there since that {@link #revision
   * revision}} Otherwise attaching fails with {@code ESTALE}.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public TcPosition expecting(long revision) {
    if (revision <= 0) {
      throw new IllegalArgumentException("revision " + revision + ": the first is 1");
    }
    return new TcPosition(anchor.expecting(revision));
  }

  /**
   * {@return how often those at an interface have changed, from 1}
   *
   * @param type {@code TCX_INGRESS}, {@code NETKIT_PEER} and such
   * @throws dev.jbpf.runtime.error.BpfSyscallException if the kernel is older
   */
  public static long revision(String networkInterface, AttachType type) {
    return Revisions.of(Kernel.local(), type, Interfaces.index(networkInterface), networkInterface);
  }

  Anchor anchor() {
    return anchor;
  }

  @Override
  public String toString() {
    return anchor.name();
  }
}
