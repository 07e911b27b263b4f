package dev.jbpf.runtime;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.rights.Privileges;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A place in the kernel where a program can be attached.
 *
 * <p>{@code dev.jbpf.runtime.attach} has those that the library knows; others may be added by
 * implementing this.
 */
public interface Hook {
  /** {@return the type of program that runs there} */
  ProgramType programType();

  /** {@return the type of attachment that the kernel wants to know when the program is loaded} */
  default Optional<AttachType> attachType() {
    return Optional.empty();
  }

  /** {@return what a program for this place is verified against} */
  default Optional<BtfTarget> target() {
    return Optional.empty();
  }

  /** {@return what the verifier is told of a program for this place} */
  default Set<ProgramFlag> programFlags() {
    return Set.of();
  }

  /**
   * {@return what a process needs to load a program for this place and to attach it} For messages:
   * nothing is refused because of it.
   */
  default List<Capability> capabilities() {
    return Privileges.toAttach(programType());
  }

  /**
   * {@return the same place, where {@code bpf_get_attach_cookie} tells programs that number} So one
   * program at several places can tell them apart.
   *
   * @throws UnsupportedOperationException if this place tells programs none
   */
  default Hook withCookie(long cookie) {
    throw new UnsupportedOperationException(this + " tells programs no cookie");
  }

  /**
   * Attaches {@code program}, of the right type.
   *
   * @throws SyscallException if the kernel refuses
   */
  Link attach(KernelProgram program);
}
