package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.AttachType;
import java.util.List;

/**
 * All that the kernel tells about a link.
 *
 * @param id its number among all links of the system
 * @param type the kernel's number of its type: a newer kernel may have types that we do not know
 * @param programId the number of the program; 0 of a {@code struct_ops} link, which has none
 * @param place what it is attached to: what that is depends on its type
 */
public record LinkDetails(long id, long type, long programId, List<Fact> place) {
  public LinkDetails {
    place = List.copyOf(place);
  }

  /** Something that is told about a link's place, under the name that bpftool has for it. */
  public sealed interface Fact {
    /** {@return its name: {@code cgroup_id}} */
    String name();
  }

  /** A number: of an interface, a control group, a network namespace, a map, a process. */
  public record Number(String name, long value) implements Fact {}

  /** A name: of a tracepoint, a function, a file. */
  public record Text(String name, String value) implements Fact {}

  /** Whether something is so. */
  public record Flag(String name, boolean value) implements Fact {}

  /** Where in the kernel a program is called. */
  public record Attachment(String name, AttachType value) implements Fact {}

  /** The functions that it is attached to, each with what is told of it. */
  public record Functions(String name, List<List<Fact>> each) implements Fact {
    public Functions {
      each = each.stream().map(List::copyOf).toList();
    }
  }
}
