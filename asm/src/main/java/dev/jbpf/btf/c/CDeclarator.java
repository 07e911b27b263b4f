package dev.jbpf.btf.c;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Writes declarations, in which C puts a name between the parts of its type. */
final class CDeclarator {
  private static final Set<BtfKind> TAGGED =
      EnumSet.of(BtfKind.STRUCT, BtfKind.UNION, BtfKind.ENUM, BtfKind.ENUM64, BtfKind.FWD);

  private final Btf types;
  private final UniqueNames names;
  private Optional<CBodies> bodies = Optional.empty();

  CDeclarator(Btf types, UniqueNames names) {
    this.types = types;
    this.names = names;
  }

  /** Says what writes structures that have no name; it needs this, too. */
  void bodies(CBodies writer) {
    bodies = Optional.of(writer);
  }

  /** {@return {@code name} declared as of that type; the type alone if it is empty} */
  String declare(int id, String name) {
    return declare(id, "", name, "");
  }

  /** The same for a line that starts with {@code indent}. */
  String declare(int id, String name, String indent) {
    return declare(id, "", name, indent);
  }

  private String declare(int id, String qualifiers, String inner, String indent) {
    if (isTagged(id)) {
      return qualifiers + tagged(id) + (inner.isEmpty() ? "" : " " + inner);
    }
    BtfType type = types.type(id);
    if (type instanceof BtfType.Ptr pointer) {
      String star = "*" + (qualifiers.isEmpty() ? "" : " " + qualifiers) + inner;
      return declare(
          pointer.target(), "", isPostfix(pointer.target()) ? "(" + star + ")" : star, indent);
    } else if (type instanceof BtfType.Array array) {
      return declare(array.element(), qualifiers, inner + "[" + array.count() + "]", indent);
    } else if (type instanceof BtfType.FuncProto prototype) {
      return declare(prototype.result(), "", inner + parameters(prototype), indent);
    }
    OptionalInt target = type instanceof BtfType.Typedef ? OptionalInt.empty() : target(type);
    if (target.isPresent()) {
      return declare(target.getAsInt(), qualifiers + qualifier(type), inner, indent);
    }
    return qualifiers + base(id, type, indent) + (inner.isEmpty() ? "" : " " + inner);
  }

  /** {@return what a type with one other behind it leads to, but for pointers and arrays} */
  static OptionalInt target(BtfType type) {
    if (type instanceof BtfType.Const of) {
      return OptionalInt.of(of.target());
    } else if (type instanceof BtfType.Volatile of) {
      return OptionalInt.of(of.target());
    } else if (type instanceof BtfType.Restrict of) {
      return OptionalInt.of(of.target());
    } else if (type instanceof BtfType.TypeTag of) {
      return OptionalInt.of(of.target());
    }
    return OptionalInt.empty();
  }

  private static String qualifier(BtfType type) {
    if (type instanceof BtfType.Const) {
      return "const ";
    } else if (type instanceof BtfType.Volatile) {
      return "volatile ";
    }
    return type instanceof BtfType.Restrict ? "restrict " : "";
  }

  /** Arrays and functions bind closer than the star before them. */
  private boolean isPostfix(int id) {
    return switch (types.kind(id).orElse(BtfKind.INT)) {
      case CONST, VOLATILE, RESTRICT, TYPE_TAG -> isPostfix(target(types.type(id)).orElseThrow());
      case ARRAY, FUNC_PROTO -> true;
      default -> false;
    };
  }

  private String parameters(BtfType.FuncProto prototype) {
    List<String> all = new ArrayList<>();
    for (BtfType.Param parameter : prototype.params()) {
      all.add(parameter.type() == 0 ? "..." : declare(parameter.type(), parameter.name()));
    }
    return all.isEmpty() ? "(void)" : "(" + String.join(", ", all) + ")";
  }

  private String base(int id, BtfType type, String indent) {
    if (type instanceof BtfType.Void) {
      return "void";
    } else if (type instanceof BtfType.Typedef) {
      return names.of(id);
    } else if (type instanceof BtfType.Composite composite) {
      return bodies.orElseThrow().composite(id, composite, indent);
    } else if (type instanceof BtfType.Enum || type instanceof BtfType.Enum64) {
      return bodies.orElseThrow().enumeration(id);
    }
    return type.name();
  }

  /** {@return whether it is a structure, a union or an enumeration with a name} */
  boolean isTagged(int id) {
    return types.kind(id).filter(TAGGED::contains).isPresent() && !types.name(id).isEmpty();
  }

  /** {@return {@code struct name}, and the like} */
  String tagged(int id) {
    return keyword(id) + " " + names.of(id);
  }

  private String keyword(int id) {
    return switch (types.kind(id).orElseThrow()) {
      case ENUM, ENUM64 -> "enum";
      case UNION -> "union";
      case FWD -> ((BtfType.Fwd) types.type(id)).isUnion() ? "union" : "struct";
      default -> "struct";
    };
  }
}
