package dev.jbpf.btf;

import java.util.List;

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
}
