package dev.jbpf.btf;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** The ids within a type. */
final class BtfReferences {
  private static final int[] NONE = {};

  private BtfReferences() {}

  static int[] of(BtfType type) {
    if (type instanceof BtfType.Composite composite) {
      return members(composite.members());
    } else if (type instanceof BtfType.FuncProto proto) {
      return prototype(proto);
    } else if (type instanceof BtfType.Datasec section) {
      return variables(section.variables());
    } else if (type instanceof BtfType.Array array) {
      return new int[] {array.element(), array.index()};
    } else if (type instanceof BtfType.Func function) {
      return new int[] {function.prototype()};
    } else if (type instanceof BtfType.Var variable) {
      return new int[] {variable.type()};
    }
    return target(type);
  }

  private static int[] members(List<BtfType.Member> members) {
    int[] ids = new int[members.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = members.get(i).type();
    }
    return ids;
  }

  private static int[] prototype(BtfType.FuncProto proto) {
    int[] ids = new int[1 + proto.params().size()];
    ids[0] = proto.result();
    for (int i = 1; i < ids.length; i++) {
      ids[i] = proto.params().get(i - 1).type();
    }
    return ids;
  }

  private static int[] variables(List<BtfType.Variable> variables) {
    int[] ids = new int[variables.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = variables.get(i).type();
    }
    return ids;
  }

  private static int[] target(BtfType type) {
    if (type instanceof BtfType.Ptr pointer) {
      return new int[] {pointer.target()};
    } else if (type instanceof BtfType.Typedef typedef) {
      return new int[] {typedef.target()};
    } else if (type instanceof BtfType.Const qualifier) {
      return new int[] {qualifier.target()};
    } else if (type instanceof BtfType.Volatile qualifier) {
      return new int[] {qualifier.target()};
    } else if (type instanceof BtfType.Restrict qualifier) {
      return new int[] {qualifier.target()};
    } else if (type instanceof BtfType.TypeTag tag) {
      return new int[] {tag.target()};
    } else if (type instanceof BtfType.DeclTag tag) {
      return new int[] {tag.target()};
    }
    return NONE;
  }

  /** {@code type} with {@code ids} of the ids within it. */
  static BtfType map(BtfType type, IntUnaryOperator ids) {
    if (type instanceof BtfType.Struct of) {
      return new BtfType.Struct(of.name(), of.size(), members(of.members(), ids));
    } else if (type instanceof BtfType.Union of) {
      return new BtfType.Union(of.name(), of.size(), members(of.members(), ids));
    } else if (type instanceof BtfType.FuncProto of) {
      return new BtfType.FuncProto(ids.applyAsInt(of.result()), params(of.params(), ids));
    } else if (type instanceof BtfType.Datasec of) {
      return new BtfType.Datasec(of.name(), of.size(), variables(of.variables(), ids));
    } else if (type instanceof BtfType.Array of) {
      return new BtfType.Array(
          ids.applyAsInt(of.element()), ids.applyAsInt(of.index()), of.count());
    }
    return mapTarget(type, ids);
  }

  private static BtfType mapTarget(BtfType type, IntUnaryOperator ids) {
    if (type instanceof BtfType.Ptr of) {
      return new BtfType.Ptr(ids.applyAsInt(of.target()));
    } else if (type instanceof BtfType.Typedef of) {
      return new BtfType.Typedef(of.name(), ids.applyAsInt(of.target()));
    } else if (type instanceof BtfType.Const of) {
      return new BtfType.Const(ids.applyAsInt(of.target()));
    } else if (type instanceof BtfType.Volatile of) {
      return new BtfType.Volatile(ids.applyAsInt(of.target()));
    } else if (type instanceof BtfType.Restrict of) {
      return new BtfType.Restrict(ids.applyAsInt(of.target()));
    } else if (type instanceof BtfType.TypeTag of) {
      return new BtfType.TypeTag(of.name(), ids.applyAsInt(of.target()), of.isAttribute());
    } else if (type instanceof BtfType.DeclTag of) {
      return new BtfType.DeclTag(
          of.name(), ids.applyAsInt(of.target()), of.component(), of.isAttribute());
    } else if (type instanceof BtfType.Func of) {
      return new BtfType.Func(of.name(), ids.applyAsInt(of.prototype()), of.linkage());
    } else if (type instanceof BtfType.Var of) {
      return new BtfType.Var(of.name(), ids.applyAsInt(of.type()), of.linkage());
    }
    return type;
  }

  private static List<BtfType.Member> members(List<BtfType.Member> all, IntUnaryOperator ids) {
    return all.stream()
        .map(
            of ->
                new BtfType.Member(
                    of.name(), ids.applyAsInt(of.type()), of.bitOffset(), of.bitSize()))
        .toList();
  }

  private static List<BtfType.Param> params(List<BtfType.Param> all, IntUnaryOperator ids) {
    return all.stream().map(of -> new BtfType.Param(of.name(), ids.applyAsInt(of.type()))).toList();
  }

  private static List<BtfType.Variable> variables(
      List<BtfType.Variable> all, IntUnaryOperator ids) {
    return all.stream()
        .map(of -> new BtfType.Variable(ids.applyAsInt(of.type()), of.offset(), of.size()))
        .toList();
  }
}
