package dev.jbpf.btf;

import java.util.function.IntConsumer;

/** The ids within a type. */
final class BtfReferences {
  private BtfReferences() {}

  static void forEach(BtfType type, IntConsumer each) {
    if (type instanceof BtfType.Composite composite) {
      composite.members().forEach(member -> each.accept(member.type()));
    } else if (type instanceof BtfType.FuncProto proto) {
      each.accept(proto.result());
      proto.params().forEach(param -> each.accept(param.type()));
    } else if (type instanceof BtfType.Datasec section) {
      section.variables().forEach(variable -> each.accept(variable.type()));
    } else if (type instanceof BtfType.Array array) {
      each.accept(array.element());
      each.accept(array.index());
    } else if (type instanceof BtfType.Func function) {
      each.accept(function.prototype());
    } else if (type instanceof BtfType.Var variable) {
      each.accept(variable.type());
    } else {
      forTarget(type, each);
    }
  }

  private static void forTarget(BtfType type, IntConsumer each) {
    if (type instanceof BtfType.Ptr pointer) {
      each.accept(pointer.target());
    } else if (type instanceof BtfType.Typedef typedef) {
      each.accept(typedef.target());
    } else if (type instanceof BtfType.Const qualifier) {
      each.accept(qualifier.target());
    } else if (type instanceof BtfType.Volatile qualifier) {
      each.accept(qualifier.target());
    } else if (type instanceof BtfType.Restrict qualifier) {
      each.accept(qualifier.target());
    } else if (type instanceof BtfType.TypeTag tag) {
      each.accept(tag.target());
    } else if (type instanceof BtfType.DeclTag tag) {
      each.accept(tag.target());
    }
  }
}
