package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.Flavour;
import java.util.Optional;

/**
 * Whether a type of the kernel can stand for one of the object's. Three questions, each stricter
 * than the one before: whether a member of that type can be read as such ({@link #isReadable}),
 * whether the types are of one make ({@link TypeMake}), and whether one has all that the other has
 * ({@link TypeMatch}).
 */
public record Likeness(Btf local, Btf target) {
  /** How far types may refer to others. Source: libbpf. */
  static final int MAX_DEPTH = 32;

  /** Whether both are of that kind, or both enumerations of whatever width. */
  static boolean isOneKind(BtfType a, BtfType b) {
    return a.getClass() == b.getClass() || isEnum(a) && isEnum(b);
  }

  public static boolean isEnum(BtfType type) {
    return type instanceof BtfType.Enum || type instanceof BtfType.Enum64;
  }

  /** Whether a candidate of that kind may stand for a local type. */
  static boolean isOneKind(Optional<BtfKind> a, Optional<BtfKind> b) {
    return a.equals(b)
        || a.filter(Likeness::isEnum).isPresent() && b.filter(Likeness::isEnum).isPresent();
  }

  private static boolean isEnum(BtfKind kind) {
    return kind == BtfKind.ENUM || kind == BtfKind.ENUM64;
  }

  /**
   * Whether a member of type {@code theirs} can be read where {@code ours} was: numbers of any
   * width and sign, any structure or union, pointers to anything, arrays of what can, enumerations
   * and declared structures of one name.
   */
  boolean isReadable(int ours, int theirs) {
    int a = ours;
    int b = theirs;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      BtfType mine = local.type(local.resolve(a));
      BtfType its = target.type(target.resolve(b));
      if (mine instanceof BtfType.Array array && its instanceof BtfType.Array other) {
        a = array.element();
        b = other.element();
      } else {
        return isReadable(mine, its);
      }
    }
    throw tooDeep(ours);
  }

  private static boolean isReadable(BtfType mine, BtfType its) {
    if (mine instanceof BtfType.Composite && its instanceof BtfType.Composite) {
      return true;
    }
    if (!isOneKind(mine, its)) {
      return false;
    }
    if (mine instanceof BtfType.Int ours && its instanceof BtfType.Int other) {
      return ours.bitOffset() == 0 && other.bitOffset() == 0;
    }
    boolean isNamed = isEnum(mine) || mine instanceof BtfType.Fwd;
    return isNamed
        ? mine.name().isEmpty() || its.name().isEmpty() || isOneName(mine.name(), its.name())
        : mine instanceof BtfType.Ptr || mine instanceof BtfType.Float;
  }

  static boolean isOneName(String a, String b) {
    return Flavour.essential(a).equals(Flavour.essential(b));
  }

  CoreException tooDeep(int type) {
    return new CoreException(
        TypeNames.of(local, type)
            + " leads through more than "
            + MAX_DEPTH
            + " types, or to itself");
  }
}
