package dev.jbpf.btf.core;

import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
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
    if (type instanceof BtfType.Struct of) {
      return new BtfType.Struct(of.name(), of.size(), members(of, numbers));
    } else if (type instanceof BtfType.Union of) {
      return new BtfType.Union(of.name(), of.size(), members(of, numbers));
    } else if (type instanceof BtfType.Enum of) {
      return new BtfType.Enum(of.name(), of.size(), of.isSigned(), some(of.values(), numbers));
    } else if (type instanceof BtfType.Enum64 of) {
      return new BtfType.Enum64(of.name(), of.size(), of.isSigned(), some(of.values(), numbers));
    } else if (type instanceof BtfType.Array of) {
      return new BtfType.Array(id(of.element()), id(of.index()), of.count());
    } else if (type instanceof BtfType.Ptr of) {
      return new BtfType.Ptr(isFollowed ? id(of.target()) : 0);
    } else if (type instanceof BtfType.FuncProto of) {
      return new BtfType.FuncProto(id(of.result()), params(of));
    }
    return modifier(type);
  }

  private BtfType modifier(BtfType type) {
    if (type instanceof BtfType.Typedef of) {
      return new BtfType.Typedef(of.name(), id(of.target()));
    } else if (type instanceof BtfType.Const of) {
      return new BtfType.Const(id(of.target()));
    } else if (type instanceof BtfType.Volatile of) {
      return new BtfType.Volatile(id(of.target()));
    } else if (type instanceof BtfType.Restrict of) {
      return new BtfType.Restrict(id(of.target()));
    }
    return type instanceof BtfType.TypeTag of
        ? new BtfType.TypeTag(of.name(), id(of.target()), of.isAttribute())
        : type;
  }

  private int id(int old) {
    return old == 0 ? 0 : ids.applyAsInt(old);
  }

  private List<BtfType.Member> members(BtfType.Composite of, Set<Integer> numbers) {
    List<BtfType.Member> members = new ArrayList<>();
    for (BtfType.Member member : some(of.members(), numbers)) {
      members.add(
          new BtfType.Member(
              member.name(), id(member.type()), member.bitOffset(), member.bitSize()));
    }
    return members;
  }

  private List<BtfType.Param> params(BtfType.FuncProto of) {
    return of.params().stream()
        .map(param -> new BtfType.Param(param.name(), id(param.type())))
        .toList();
  }

  private static <T> List<T> some(List<T> all, Set<Integer> numbers) {
    return numbers.stream().map(all::get).toList();
  }
}
