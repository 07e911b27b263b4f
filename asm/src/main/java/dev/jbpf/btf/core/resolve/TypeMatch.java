package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a type of the kernel has all that one of the object's has: members and enumerators of the
 * same names, of types that match too, in any order and among others. Of what pointers lead to only
 * kind and name count.
 *
 * <p>Answers are remembered, so that types which refer to one another in many ways take no longer
 * than there are pairs of them.
 */
final class TypeMatch {
  private final Btf local;
  private final Btf target;
  private final Map<Pair, Boolean> known = new HashMap<>();

  private record Pair(int ours, int theirs, boolean isPointedTo) {}

  TypeMatch(Btf local, Btf target) {
    this.local = local;
    this.target = target;
  }

  boolean matches(int ours, int theirs) {
    return matches(ours, theirs, false, Likeness.MAX_DEPTH);
  }

  private boolean matches(int ours, int theirs, boolean isPointedTo, int depth) {
    if (depth == 0) {
      throw new Likeness(local, target).tooDeep(ours);
    }
    Pair pair = new Pair(local.resolve(ours), target.resolve(theirs), isPointedTo);
    Boolean before = known.get(pair);
    if (before == null) {
      before = compare(pair, depth - 1);
      known.put(pair, before);
    }
    return before;
  }

  private boolean compare(Pair pair, int depth) {
    BtfType mine = local.type(pair.ours);
    BtfType its = target.type(pair.theirs);
    if (!Likeness.isOneName(mine.name(), its.name())) {
      return false;
    }
    if (mine instanceof BtfType.Fwd declared) {
      return isDeclared(declared, its, pair.isPointedTo);
    } else if (Likeness.isEnum(mine)) {
      return Likeness.isEnum(its) && hasEnumerators(pair);
    } else if (mine instanceof BtfType.Composite ours) {
      return pair.isPointedTo
          ? isNamedAlike(ours, its)
          : mine.getClass() == its.getClass()
              && its instanceof BtfType.Composite theirs
              && hasMembers(ours, theirs, depth);
    }
    return mine.getClass() == its.getClass() && matches(mine, its, pair.isPointedTo, depth);
  }

  /** A declared structure stands for a defined one where a pointer leads to it. */
  private static boolean isDeclared(BtfType.Fwd declared, BtfType its, boolean isPointedTo) {
    if (its instanceof BtfType.Fwd other) {
      return declared.isUnion() == other.isUnion();
    }
    return isPointedTo
        && (declared.isUnion() ? its instanceof BtfType.Union : its instanceof BtfType.Struct);
  }

  private static boolean isNamedAlike(BtfType.Composite ours, BtfType its) {
    return its instanceof BtfType.Fwd declared
        ? declared.isUnion() == ours instanceof BtfType.Union
        : ours.getClass() == its.getClass();
  }

  private boolean matches(BtfType mine, BtfType its, boolean isPointedTo, int depth) {
    if (mine instanceof BtfType.Int a && its instanceof BtfType.Int b) {
      return a.size() == b.size() && a.isSigned() == b.isSigned();
    } else if (mine instanceof BtfType.Ptr a && its instanceof BtfType.Ptr b) {
      return matches(a.target(), b.target(), true, depth);
    } else if (mine instanceof BtfType.Array a && its instanceof BtfType.Array b) {
      return a.count() == b.count() && matches(a.element(), b.element(), isPointedTo, depth);
    } else if (mine instanceof BtfType.FuncProto a && its instanceof BtfType.FuncProto b) {
      return matches(a, b, isPointedTo, depth);
    }
    return mine instanceof BtfType.Void;
  }

  private boolean matches(
      BtfType.FuncProto a, BtfType.FuncProto b, boolean isPointedTo, int depth) {
    List<BtfType.Param> ours = a.params();
    List<BtfType.Param> theirs = b.params();
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!matches(ours.get(i).type(), theirs.get(i).type(), isPointedTo, depth)) {
        return false;
      }
    }
    return matches(a.result(), b.result(), isPointedTo, depth);
  }

  private boolean hasMembers(BtfType.Composite ours, BtfType.Composite theirs, int depth) {
    return ours.members().size() <= theirs.members().size()
        && ours.members().stream().allMatch(member -> hasMember(member, theirs, depth));
  }

  private boolean hasMember(BtfType.Member member, BtfType.Composite theirs, int depth) {
    return theirs.members().stream()
        .filter(other -> Likeness.isOneName(member.name(), other.name()))
        .anyMatch(other -> matches(member.type(), other.type(), false, depth));
  }

  private boolean hasEnumerators(Pair pair) {
    List<BtfType.Enumerator> ours = Enumerators.of(local, pair.ours);
    List<BtfType.Enumerator> theirs = Enumerators.of(target, pair.theirs);
    return ours.size() <= theirs.size()
        && ours.stream()
            .allMatch(
                mine ->
                    theirs.stream()
                        .anyMatch(other -> Likeness.isOneName(mine.name(), other.name())));
  }
}
