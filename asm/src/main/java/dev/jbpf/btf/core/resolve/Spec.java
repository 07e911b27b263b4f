package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path through types that are known: from {@code root} over named members and elements of arrays
 * to what is meant. Members of anonymous structures belong to the structure around these.
 *
 * @param types what the ids are of
 * @param root the type that it starts at
 * @param steps the named members and elements, or the one enumerator
 * @param path the numbers, those of anonymous members included
 * @param bitOffset how far the place is from the start of the root, in bits
 */
public record Spec(Btf types, int root, List<Step> steps, List<Integer> path, long bitOffset) {
  /** How many numbers a path may have; libbpf takes no more either. */
  static final int MOST = 64;

  public Spec {
    steps = List.copyOf(steps);
    path = List.copyOf(path);
  }

  /**
   * A step of a path.
   *
   * @param type the structure that has the member, the enumeration, or the type of the element
   * @param index the number of the member, enumerator or element
   * @param name that of the member or enumerator; elements have none
   */
  public record Step(int type, int index, Optional<String> name) {}

  public Step last() {
    return steps.get(steps.size() - 1);
  }

  /** The member that it ends at; empty if that is an element of an array. */
  Optional<BtfType.Member> member() {
    Step last = last();
    return last.name().isPresent() && types.type(last.type()) instanceof BtfType.Composite owner
        ? Optional.of(owner.members().get(last.index()))
        : Optional.empty();
  }

  /** Whether an array without elements, that a member is, stands for as many as there are. */
  static boolean isFlexible(Btf types, Step before, BtfType.Array array) {
    return array.count() == 0
        && before.name().isPresent()
        && types.type(before.type()) instanceof BtfType.Composite owner
        && before.index() == owner.members().size() - 1;
  }

  /** As people write it: {@code struct task_struct.real_parent}. */
  @Override
  public String toString() {
    return TypeNames.of(types, root)
        + steps.stream().skip(start()).map(this::text).collect(Collectors.joining());
  }

  /** The first step of a field leads from a pointer to what it points to. */
  private int start() {
    return !steps.isEmpty() && steps.get(0).name().isEmpty() && steps.get(0).index() == 0 ? 1 : 0;
  }

  private String text(Step step) {
    return step.name()
        .map(name -> (isEnumerator(step) ? "::" : ".") + name)
        .orElse("[" + step.index() + "]");
  }

  private boolean isEnumerator(Step step) {
    return !(types.type(step.type()) instanceof BtfType.Composite);
  }

  /** A path while it is made: places where it may yet turn back are copies. */
  record Draft(List<Step> steps, List<Integer> path, long bits) {
    static final Draft EMPTY = new Draft(List.of(), List.of(), 0);

    Draft through(int number, long moreBits) {
      if (path.size() == MOST) {
        throw new CoreException("a path of more than " + MOST + " steps");
      }
      return new Draft(steps, with(path, number), sum(bits, moreBits));
    }

    Draft at(Step step) {
      return new Draft(with(steps, step), path, bits);
    }

    private static <T> List<T> with(List<T> before, T next) {
      List<T> all = new ArrayList<>(before);
      all.add(next);
      return all;
    }

    private static long sum(long a, long b) {
      try {
        return Math.addExact(a, b);
      } catch (ArithmeticException e) {
        throw new CoreException("a path that leads past 2^63 bits");
      }
    }

    Spec toSpec(Btf types, int root) {
      return new Spec(types, root, steps, path, bits);
    }
  }

  /** How many bits element {@code index} of a type is behind the first. */
  static long bits(Btf types, int type, int index) {
    long size =
        types
            .sizeOf(type)
            .orElseThrow(
                () -> new CoreException(TypeNames.of(types, type) + " is a type without a size"));
    try {
      return Math.multiplyExact(Math.multiplyExact(size, Byte.SIZE), index);
    } catch (ArithmeticException e) {
      throw new CoreException("a path that leads past 2^63 bits");
    }
  }
}
