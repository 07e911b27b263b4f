package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.call.AttachFlags;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.field.AttrField;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a link is put in the order of those that are at a place.
 *
 * @param name says it in messages
 * @param flags {@code BPF_F_BEFORE} and such
 * @param neighbour what it is put beside
 * @param revision how often those at the place have changed; other than that is refused
 */
public record Anchor(
    String name, int flags, Optional<Descriptor> neighbour, OptionalLong revision) {
  /** {@return one without neighbour and revision} */
  public static Anchor at(String name, int flags) {
    return new Anchor(name, flags, Optional.empty(), OptionalLong.empty());
  }

  /** {@return one beside a program, or with {@code BPF_F_LINK} a link, of that descriptor} */
  public static Anchor beside(String name, int flags, Descriptor neighbour) {
    return new Anchor(name, flags, Optional.of(neighbour), OptionalLong.empty());
  }

  /** {@return right before or behind the program of a link of the kernel's} */
  public static Anchor beside(String name, int flags, BpfLink neighbour) {
    return beside(name, flags | AttachFlags.BPF_F_LINK, neighbour.descriptor());
  }

  /** {@return the same, if the place is as it was at that revision} */
  public Anchor expecting(long number) {
    return new Anchor(name + " of revision " + number, flags, neighbour, OptionalLong.of(number));
  }

  /**
   * {@return the link, there}
   *
   * @param target a descriptor or the number of an interface
   * @param where names the place in messages
   * @param older says since when the place has an order, and what is there before
   */
  public BpfLink link(
      KernelProgram program, AttachType type, int target, String where, String older) {
    // Traffic control, netkit and control groups have the two at the same places.
    int relative = neighbour.map(Descriptor::acquire).orElse(0);
    try {
      long result =
          LinkCreate.tryLink(
              program,
              LinkCreate.attr(program, type, target, flags)
                  .set(AttrField.LINK_CREATE_TCX_RELATIVE_FD, relative)
                  .set(AttrField.LINK_CREATE_TCX_EXPECTED_REVISION, revision.orElse(0)));
      return LinkCreate.linkOf(
          program, result, where, what -> refusal(program, result, what, older));
    } finally {
      neighbour.ifPresent(Descriptor::release);
    }
  }

  private BpfSyscallException refusal(
      KernelProgram program, long result, String what, String older) {
    if (Errno.ENOENT.is(result) || Errno.ERANGE.is(result)) {
      return LinkCreate.refused(
          result, what, "What it should be beside is not attached there: " + name);
    }
    if (Errno.ESTALE.is(result)) {
      return LinkCreate.refused(
          result, what, "Something was attached or detached there meanwhile: " + name);
    }
    // Kernels that know netkit say ENXIO of devices that are none.
    return Errno.EINVAL.is(result) || Errno.ENXIO.is(result)
        ? LinkCreate.refused(result, what, older)
        : LinkCreate.refusal(program, result, what);
  }

  @Override
  public String toString() {
    return name;
  }
}
