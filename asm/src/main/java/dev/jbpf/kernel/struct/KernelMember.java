package dev.jbpf.kernel.struct;

import java.util.ArrayList;
import java.util.List;

/**
 * A member of a structure of the kernel, maybe of one inside that, and what is asked of it.
 *
 * @param struct where the path starts
 * @param path the numbers of the members that lead there, in each structure from 0 on
 */
public record KernelMember(KernelStruct struct, List<Integer> path, MemberFact fact) {
  /** The place of a member. */
  public KernelMember(KernelStruct struct, List<Integer> path) {
    this(struct, path, MemberFact.OFFSET);
  }

  /**
   * A member; {@code path} is copied.
   *
   * @throws IllegalArgumentException if there is no path
   * @throws IndexOutOfBoundsException if it leads to no member
   */
  public KernelMember {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("no path into " + struct);
    }
    members(struct, path);
  }

  private static List<KernelStruct.Member> members(KernelStruct struct, List<Integer> path) {
    List<KernelStruct.Member> found = new ArrayList<>();
    KernelStruct at = struct;
    for (int number : path) {
      KernelStruct.Member member = at.members().get(number);
      found.add(member);
      at =
          member.content() instanceof KernelStruct.Inside inside
              ? inside.struct()
              : new KernelStruct(member.name(), 0, List.of());
    }
    return found;
  }

  /** {@return what it is} */
  public KernelStruct.Content content() {
    List<KernelStruct.Member> members = members(struct, path);
    return members.get(members.size() - 1).content();
  }

  /** {@return another question about the same member} */
  public KernelMember asked(MemberFact other) {
    return new KernelMember(struct, path, other);
  }

  /** {@return the answer as the program declares the member} */
  public int declared() {
    return switch (fact) {
      case OFFSET -> offset();
      case BYTES -> content().bytes();
      case LEFT_SHIFT, RIGHT_SHIFT -> Long.SIZE - content().bits();
    };
  }

  /** {@return where it is as the program declares it, in bytes from the start of the structure} */
  public int offset() {
    return members(struct, path).stream().mapToInt(KernelStruct.Member::offset).sum();
  }

  /** {@return the path as records of CO-RE write it: {@code 0:1:2}} */
  public String spelling() {
    StringBuilder text = new StringBuilder("0");
    path.forEach(number -> text.append(':').append(number));
    return text.toString();
  }

  /** {@return its name: {@code task_struct.real_parent}; behind it what is asked, if not where} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(struct.name());
    members(struct, path).forEach(member -> text.append('.').append(member.name()));
    return (fact == MemberFact.OFFSET ? text : text.append(':').append(fact)).toString();
  }
}
