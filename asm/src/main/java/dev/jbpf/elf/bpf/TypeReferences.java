package dev.jbpf.elf.bpf;

import dev.jbpf.btf.BtfType;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Types with other numbers for the types that they refer to, and with some of their parts.
 *
 * @param ids gives the other number of a type
 */
record TypeReferences(IntUnaryOperator ids) {

  /** The type that {@code type} is a name or a qualified form of; 0 if it is none. */
  static int target(BtfType type) {
    if (type instanceof BtfType.Typedef named) {
      return named.target();
    } else if (type instanceof BtfType.Const of) {
      return of.target();
    } else if (type instanceof BtfType.Volatile of) {
      return of.target();
    } else if (type instanceof BtfType.Restrict of) {
      return of.target();
    }
    return type instanceof BtfType.TypeTag tag ? tag.target() : 0;
  }

  /**
   * {@code type} with these parts.
   *
   * @param numbers of the members or constants that stay
   * @param isFollowed whether it still points to what it did, if it is a pointer
   */
  BtfType in(BtfType type, Set<Integer> numbers, boolean isFollowed) {
    return type instanceof BtfType.Ptr && !isFollowed
        ? new BtfType.Ptr(0)
        : parts(type, numbers).withReferences(this::id);
  }

  private static BtfType parts(BtfType type, Set<Integer> numbers) {
    if (type instanceof BtfType.Struct of) {
      return new BtfType.Struct(of.name(), of.size(), some(of.members(), numbers));
    } else if (type instanceof BtfType.Union of) {
      return new BtfType.Union(of.name(), of.size(), some(of.members(), numbers));
    } else if (type instanceof BtfType.Enum of) {
      return new BtfType.Enum(of.name(), of.size(), of.isSigned(), some(of.values(), numbers));
    } else if (type instanceof BtfType.Enum64 of) {
      return new BtfType.Enum64(of.name(), of.size(), of.isSigned(), some(of.values(), numbers));
    }
    return type;
  }

  private int id(int old) {
    return old == 0 ? 0 : ids.applyAsInt(old);
  }

  private static <T> List<T> some(List<T> all, Set<Integer> numbers) {
    return numbers.stream().map(all::get).toList();
  }
}
