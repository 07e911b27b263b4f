package dev.jbpf.kernel;

import dev.jbpf.isa.KernelVersion;
import java.util.Optional;

/**
 * What a program is made for. Of what is not said nothing is checked, except what the oldest
 * kernels would refuse of any program.
 *
 * @param type the type that it will be loaded as
 * @param kernel the oldest kernel that is to take it
 */
public record Target(Optional<ProgramType> type, Optional<KernelVersion> kernel) {
  /** Nothing is known. */
  public static final Target ANY = new Target(Optional.empty(), Optional.empty());

  /** {@return programs of that type, for any kernel} */
  public static Target of(ProgramType type) {
    return new Target(Optional.of(type), Optional.empty());
  }

  /** {@return the same for kernels from that one on} */
  public Target since(KernelVersion oldest) {
    return new Target(type, Optional.of(oldest));
  }

  /** {@return the same for kernels from that one on, such as {@code 5.10}} */
  public Target since(int major, int minor) {
    return since(new KernelVersion(major, minor));
  }

  /** {@return whether it is known that all kernels that are to take it are that one or newer} */
  public boolean has(KernelVersion version) {
    return kernel.isPresent() && kernel.get().compareTo(version) >= 0;
  }

  /** {@return whether it is known that a kernel older than that one is to take it} */
  public boolean lacks(KernelVersion version) {
    return kernel.isPresent() && kernel.get().compareTo(version) < 0;
  }
}
