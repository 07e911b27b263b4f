package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether types are of one make: both structures, or pointers to what is of one make, or functions
 * that take and return such. Names and members do not count.
 *
 * <p>Answers are remembered, as those of {@link TypeMatch} are.
 */
public final class TypeMake {
  private final Btf local;
  private final Btf target;
  private final Map<Pair, Boolean> known = new HashMap<>();

  private record Pair(int ours, int theirs) {}

  /** To compare types of {@code local}, an object's, with those of {@code target}, a kernel's. */
  public TypeMake(Btf local, Btf target) {
    this.local = local;
    this.target = target;
  }

  /**
   * {@return whether the two are of one make}
   *
   * @param ours the id of a type of the object
   * @param theirs the id of a type of the kernel
   * @throws CoreException if one of them leads to itself without a structure in between
   */
  public boolean isOne(int ours, int theirs) {
    return Likeness.isOneKind(local.type(ours), target.type(theirs))
        && isOne(ours, theirs, Likeness.MAX_DEPTH);
  }

  private boolean isOne(int ours, int theirs, int depth) {
    if (depth == 0) {
      throw new Likeness(local, target).tooDeep(ours);
    }
    Pair pair = new Pair(local.resolve(ours), target.resolve(theirs));
    Boolean before = known.get(pair);
    if (before == null) {
      before = compare(local.type(pair.ours), target.type(pair.theirs), depth - 1);
      known.put(pair, before);
    }
    return before;
  }

  private boolean compare(BtfType mine, BtfType its, int depth) {
    if (!Likeness.isOneKind(mine, its)) {
      return false;
    }
    if (mine instanceof BtfType.Int a && its instanceof BtfType.Int b) {
      return a.bitOffset() == 0 && b.bitOffset() == 0;
    } else if (mine instanceof BtfType.Ptr a && its instanceof BtfType.Ptr b) {
      return isOne(a.target(), b.target(), depth);
    } else if (mine instanceof BtfType.Array a && its instanceof BtfType.Array b) {
      return isOne(a.element(), b.element(), depth);
    } else if (mine instanceof BtfType.FuncProto a && its instanceof BtfType.FuncProto b) {
      return isOne(a, b, depth);
    }
    return mine instanceof BtfType.Void
        || mine instanceof BtfType.Composite
        || mine instanceof BtfType.Fwd
        || Likeness.isEnum(mine);
  }

  private boolean isOne(BtfType.FuncProto a, BtfType.FuncProto b, int depth) {
    List<BtfType.Param> ours = a.params();
    List<BtfType.Param> theirs = b.params();
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!isOne(ours.get(i).type(), theirs.get(i).type(), depth)) {
        return false;
      }
    }
    return isOne(a.result(), b.result(), depth);
  }
}
