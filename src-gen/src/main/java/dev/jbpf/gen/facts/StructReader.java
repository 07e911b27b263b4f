package dev.jbpf.gen.facts;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
import java.util.List;

/** Reads structures from BTF. */
public final class StructReader {
  private final Btf btf;

  public StructReader(Btf btf) {
    this.btf = btf;
  }

  /** {@return the structure or union of that id} */
  public StructModel read(int id) {
    BtfType.Composite type = (BtfType.Composite) btf.type(id);
    List<StructModel.Field> fields = new ArrayList<>();
    flatten(type, 0, fields);
    return new StructModel(type.name(), type.size(), fields);
  }

  private void flatten(BtfType.Composite type, long start, List<StructModel.Field> fields) {
    for (BtfType.Member member : type.members()) {
      long offset = start + member.bitOffset();
      BtfType plain = btf.type(btf.resolve(member.type()));
      if (!member.name().isEmpty()) {
        fields.add(field(member, plain, offset));
      } else if (plain instanceof BtfType.Composite inner) {
        flatten(inner, offset, fields);
      }
    }
  }

  private StructModel.Field field(BtfType.Member member, BtfType plain, long offset) {
    return new StructModel.Field(
        member.name(),
        typeName(member.type()),
        member.type(),
        offset,
        btf.sizeOf(member.type()).orElse(0),
        member.bitSize(),
        isSigned(plain));
  }

  private static boolean isSigned(BtfType type) {
    return type instanceof BtfType.Int number && number.isSigned()
        || type instanceof BtfType.Enum narrow && narrow.isSigned()
        || type instanceof BtfType.Enum64 wide && wide.isSigned();
  }

  /** {@return the type as C writes it, qualifiers left out} */
  private String typeName(int id) {
    BtfType type = btf.type(id);
    if (type instanceof BtfType.Ptr pointer) {
      return typeName(pointer.target()) + " *";
    } else if (type instanceof BtfType.Array array) {
      return typeName(array.element()) + "[" + array.count() + "]";
    } else if (type instanceof BtfType.Struct struct) {
      return ("struct " + struct.name()).strip();
    } else if (type instanceof BtfType.Union union) {
      return ("union " + union.name()).strip();
    } else if (type instanceof BtfType.Fwd forward) {
      return (forward.isUnion() ? "union " : "struct ") + forward.name();
    } else if (type instanceof BtfType.Enum || type instanceof BtfType.Enum64) {
      return ("enum " + type.name()).strip();
    } else if (type instanceof BtfType.FuncProto) {
      return "function";
    }
    return qualified(type);
  }

  private String qualified(BtfType type) {
    if (type instanceof BtfType.Const inner) {
      return typeName(inner.target());
    } else if (type instanceof BtfType.Volatile inner) {
      return typeName(inner.target());
    } else if (type instanceof BtfType.Restrict inner) {
      return typeName(inner.target());
    } else if (type instanceof BtfType.TypeTag inner) {
      return typeName(inner.target());
    }
    return type instanceof BtfType.Void ? "void" : type.name();
  }
}
