package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.netlink.Interfaces;
import java.util.Optional;

/**
 * What an end of a pair of netkit devices sends to the other; since Linux 6.7.
 *
 * @param type {@code NETKIT_PRIMARY} or {@code NETKIT_PEER}
 * @param networkInterface the primary device, of either end
 */
public record NetkitHook(AttachType type, String networkInterface, Anchor anchor) implements Hook {
  /** Refuses other types. */
  public NetkitHook {
    if (type != AttachType.NETKIT_PRIMARY && type != AttachType.NETKIT_PEER) {
      throw new IllegalArgumentException(
          type.kernelName() + " is no end of a netkit pair: NETKIT_PRIMARY or NETKIT_PEER");
    }
  }

  @Override
  public ProgramType programType() {
    return ProgramType.SCHED_CLS;
  }

  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  @Override
  public Link attach(KernelProgram program) {
    return anchor.link(
        program,
        type,
        Interfaces.index(networkInterface),
        toString(),
        networkInterface + " is no netkit device, or the kernel is older than Linux 6.7");
  }

  @Override
  public String toString() {
    return type.kernelName() + " of " + networkInterface + ", " + anchor;
  }
}
