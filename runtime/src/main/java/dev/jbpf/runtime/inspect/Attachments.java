package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.attach.link.OpenFile;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is attached to a place.
 *
 * @param flags how programs of the place go together: the kernel's {@code BPF_F_ALLOW_…}
 * @param programs in the order in which they run
 */
public record Attachments(long flags, List<Attached> programs) {
  private static final int MOST = 64;
  private static final int EFFECTIVE = 1;

  /**
   * A program at a place; {@code linkId} is 0 where it has no link, or the kernel does not tell.
   */
  public record Attached(long programId, long linkId) {}

  /** Whether what parents lend is asked for, too. */
  public enum Scope {
    OWN,
    EFFECTIVE
  }

  public Attachments {
    programs = List.copyOf(programs);
  }

  /**
   * {@return what is attached to that control group; nothing where the kernel has no such place}
   *
   * @throws BpfSyscallException if the process may not ask
   */
  public static Attachments ofGroup(Kernel kernel, Path group, AttachType type, Scope scope) {
    return of(kernel, group, type, scope == Scope.EFFECTIVE ? EFFECTIVE : 0);
  }

  /** {@return what is attached to the network namespace of the calling thread} */
  public static Attachments ofNetwork(Kernel kernel, AttachType type) {
    return of(kernel, Path.of("/proc/thread-self/ns/net"), type, 0);
  }

  /** {@return what is attached to that network interface; since Linux 6.6} */
  public static Attachments ofInterface(Kernel kernel, int index, AttachType type) {
    return query(kernel, AttrField.QUERY_TARGET_IFINDEX, index, type, 0);
  }

  private static Attachments of(Kernel kernel, Path target, AttachType type, int flags) {
    try (Descriptor file = OpenFile.forReading(kernel.calls().syscalls(), target)) {
      int fd = file.acquire();
      try {
        return query(kernel, AttrField.QUERY_TARGET_FD, fd, type, flags);
      } finally {
        file.release();
      }
    }
  }

  private static Attachments query(
      Kernel kernel, AttrField target, int value, AttachType type, int flags) {
    NativeMemory programs = NativeMemory.ofSize(kernel.calls().syscalls(), MOST * Integer.BYTES);
    NativeMemory links = NativeMemory.ofSize(kernel.calls().syscalls(), MOST * Integer.BYTES);
    Struct attr = kernel.calls().scratch().attr().set(target, value);
    attr.set(AttrField.QUERY_ATTACH_TYPE, type.value())
        .set(AttrField.QUERY_FLAGS, flags)
        .set(AttrField.QUERY_PROG_IDS, programs.address())
        .set(AttrField.QUERY_PROG_CNT, MOST);
    if (hasLinks(type)) {
      attr.set(AttrField.QUERY_LINK_IDS, links.address());
    }
    long result = kernel.calls().bpf(BpfCommand.PROG_QUERY, attr);
    Reference.reachabilityFence(links);
    Reference.reachabilityFence(programs);
    if (Errno.EPERM.is(result)) {
      throw SyscallErrors.of(
          kernel.calls(), BpfCommand.PROG_QUERY, result, "cannot ask what is attached");
    } else if (result < 0) {
      return new Attachments(0, List.of());
    }
    List<Attached> found = new ArrayList<>();
    for (int at = 0; at < attr.get(AttrField.QUERY_PROG_CNT) * Integer.BYTES; at += Integer.BYTES) {
      found.add(
          new Attached(
              Integer.toUnsignedLong(programs.bytes().getInt(at)),
              Integer.toUnsignedLong(links.bytes().getInt(at))));
    }
    return new Attachments(attr.get(AttrField.QUERY_ATTACH_FLAGS), found);
  }

  /** The places of an interface tell of links. */
  private static boolean hasLinks(AttachType type) {
    return switch (type) {
      case TCX_INGRESS, TCX_EGRESS, NETKIT_PRIMARY, NETKIT_PEER -> true;
      default -> false;
    };
  }
}
