package dev.jbpf.elf.link;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether what one object declares may be what another defines. Qualifiers and other names do not
 * count; what is only declared may be any type of that name, and an array without length one of any
 * length.
 */
final class SameTypes {
  private final Btf ours;
  private final Btf theirs;

  /** What is being compared, or was: types may lead back to themselves. */
  private final Set<Pair> seen = new HashSet<>();

  private record Pair(int our, int their) {}

  SameTypes(Btf ours, Btf theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  boolean same(int our, int their) {
    int first = ours.resolve(our);
    int second = theirs.resolve(their);
    return !seen.add(new Pair(first, second)) || same(ours.type(first), theirs.type(second));
  }

  private boolean same(BtfType our, BtfType their) {
    if (our instanceof BtfType.Fwd || their instanceof BtfType.Fwd) {
      return our.name().equals(their.name()) && isTagged(our) && isTagged(their);
    } else if (isEnum(our) && isEnum(their)) {
      return our.name().equals(their.name());
    } else if (our.getClass() != their.getClass()) {
      return false;
    } else if (our instanceof BtfType.Var variable) {
      return same(variable.type(), ((BtfType.Var) their).type());
    } else if (our instanceof BtfType.Func function) {
      return same(function.prototype(), ((BtfType.Func) their).prototype());
    } else if (our instanceof BtfType.Ptr pointer) {
      return same(pointer.target(), ((BtfType.Ptr) their).target());
    } else if (our instanceof BtfType.Array array) {
      return sameArrays(array, (BtfType.Array) their);
    } else if (our instanceof BtfType.Composite owner) {
      return sameMembers(owner, (BtfType.Composite) their);
    } else if (our instanceof BtfType.FuncProto function) {
      return sameFunctions(function, (BtfType.FuncProto) their);
    }
    return alike(our, their);
  }

  /** Numbers may have different names: {@code long} and {@code long long} are as wide. */
  private static boolean alike(BtfType our, BtfType their) {
    return our instanceof BtfType.Int a
        ? their instanceof BtfType.Int b
            && a.size() == b.size()
            && a.bits() == b.bits()
            && a.encodings().equals(b.encodings())
        : our.equals(their);
  }

  private static boolean isTagged(BtfType type) {
    return type instanceof BtfType.Fwd || type instanceof BtfType.Composite;
  }

  private static boolean isEnum(BtfType type) {
    return type instanceof BtfType.Enum || type instanceof BtfType.Enum64;
  }

  private boolean sameArrays(BtfType.Array our, BtfType.Array their) {
    boolean isOpen = our.count() == 0 || their.count() == 0;
    return (isOpen || our.count() == their.count()) && same(our.element(), their.element());
  }

  private boolean sameMembers(BtfType.Composite our, BtfType.Composite their) {
    List<BtfType.Member> mine = our.members();
    List<BtfType.Member> other = their.members();
    boolean same =
        our.name().equals(their.name())
            && our.size() == their.size()
            && mine.size() == other.size();
    for (int i = 0; same && i < mine.size(); i++) {
      same =
          mine.get(i).name().equals(other.get(i).name())
              && mine.get(i).bitOffset() == other.get(i).bitOffset()
              && mine.get(i).bitSize() == other.get(i).bitSize()
              && same(mine.get(i).type(), other.get(i).type());
    }
    return same;
  }

  private boolean sameFunctions(BtfType.FuncProto our, BtfType.FuncProto their) {
    boolean same =
        our.params().size() == their.params().size() && same(our.result(), their.result());
    for (int i = 0; same && i < our.params().size(); i++) {
      same = same(our.params().get(i).type(), their.params().get(i).type());
    }
    return same;
  }

  /** How messages call the type: {@code int}, {@code struct task *}. */
  static String name(Btf types, int id) {
    BtfType type = types.type(id);
    if (type instanceof BtfType.Var variable) {
      return name(types, variable.type());
    } else if (type instanceof BtfType.Func) {
      return "a function";
    } else if (type instanceof BtfType.Ptr pointer) {
      return pointer.target() == 0 ? "void *" : name(types, pointer.target()) + " *";
    } else if (type instanceof BtfType.Array array) {
      return name(types, array.element()) + "[" + array.count() + "]";
    }
    String word = types.kind(id).filter(SameTypes::isWritten).map(kind -> kind + " ").orElse("");
    return type instanceof BtfType.Void ? "void" : word + type.name();
  }

  private static boolean isWritten(BtfKind kind) {
    return kind != BtfKind.INT && kind != BtfKind.TYPEDEF && kind != BtfKind.FLOAT;
  }
}
