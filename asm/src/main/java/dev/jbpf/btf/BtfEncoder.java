package dev.jbpf.btf;

import static dev.jbpf.btf.BtfKind.*;

import dev.jbpf.internal.ByteSink;
import dev.jbpf.internal.StringTable;
import java.util.List;

/** Writes types as words: what {@link BtfDecoder} reads. */
final class BtfEncoder {
  private static final int MAX_ENTRIES = BtfBytes.MAX_VLEN;
  private static final long MAX_BIT_FIELD_OFFSET = 0xff_ffff;
  private static final int MAX_BIT_FIELD = 0xff;
  private static final long U32 = 0xffff_ffffL;

  private final ByteSink out;
  private final StringTable strings;
  private int id;
  private int lastReferred;

  BtfEncoder(ByteSink out, StringTable strings) {
    this.out = out;
    this.strings = strings;
  }

  ByteSink bytes() {
    return out;
  }

  /** The largest id that any type refers to. */
  int lastReferred() {
    return lastReferred;
  }

  /** Appends {@code type}, whose id is {@code newId}; nothing is left of one that is refused. */
  void encode(BtfType type, int newId) {
    id = newId;
    check(type);
    if (type instanceof BtfType.Composite composite) {
      composite(composite);
    } else if (type instanceof BtfType.Enum e) {
      head(ENUM, e, e.values().size(), e.isSigned(), e.size());
      for (BtfType.Enumerator value : e.values()) {
        entry(value.name(), value.value());
      }
    } else if (type instanceof BtfType.Enum64 e) {
      head(ENUM64, e, e.values().size(), e.isSigned(), e.size());
      for (BtfType.Enumerator value : e.values()) {
        entry(value.name(), value.value(), value.value() >>> 32);
      }
    } else if (type instanceof BtfType.FuncProto proto) {
      head(FUNC_PROTO, proto, proto.params().size(), false, proto.result());
      for (BtfType.Param param : proto.params()) {
        entry(param.name(), param.type());
      }
    } else if (type instanceof BtfType.Datasec section) {
      head(DATASEC, section, section.variables().size(), false, section.size());
      for (BtfType.Variable variable : section.variables()) {
        words(variable.type(), variable.offset(), variable.size());
      }
    } else {
      plain(type);
    }
  }

  private void composite(BtfType.Composite type) {
    boolean bitFields = hasBitFields(type);
    BtfKind kind = type instanceof BtfType.Struct ? STRUCT : UNION;
    head(kind, type, type.members().size(), bitFields, type.size());
    for (BtfType.Member member : type.members()) {
      entry(member.name(), member.type(), (long) member.bitSize() << 24 | member.bitOffset());
    }
  }

  private static boolean hasBitFields(BtfType.Composite type) {
    for (BtfType.Member member : type.members()) {
      if (member.isBitField()) {
        return true;
      }
    }
    return false;
  }

  /** A type without entries, or a reference to one other. */
  private void plain(BtfType type) {
    if (type instanceof BtfType.Int i) {
      int encoding = 0;
      for (BtfType.Encoding bit : i.encodings()) {
        encoding |= bit.bit();
      }
      head(INT, i, 0, false, i.size());
      words((long) encoding << 24 | i.bitOffset() << 16 | i.bits());
    } else if (type instanceof BtfType.Array array) {
      head(ARRAY, array, 0, false, 0);
      words(array.element(), array.index(), array.count());
    } else if (type instanceof BtfType.Var variable) {
      head(VAR, variable, 0, false, variable.type());
      words(variable.linkage().ordinal());
    } else if (type instanceof BtfType.Func function) {
      head(FUNC, function, function.linkage().ordinal(), false, function.prototype());
    } else if (type instanceof BtfType.DeclTag tag) {
      head(DECL_TAG, tag, 0, tag.isAttribute(), tag.target());
      words(tag.component());
    } else if (type instanceof BtfType.TypeTag tag) {
      head(TYPE_TAG, tag, 0, tag.isAttribute(), tag.target());
    } else if (type instanceof BtfType.Fwd forward) {
      head(FWD, forward, 0, forward.isUnion(), 0);
    } else if (type instanceof BtfType.Float number) {
      head(FLOAT, number, 0, false, number.size());
    } else {
      reference(type);
    }
  }

  private void reference(BtfType type) {
    if (type instanceof BtfType.Ptr pointer) {
      head(PTR, type, 0, false, pointer.target());
    } else if (type instanceof BtfType.Typedef typedef) {
      head(TYPEDEF, type, 0, false, typedef.target());
    } else if (type instanceof BtfType.Const qualifier) {
      head(CONST, type, 0, false, qualifier.target());
    } else if (type instanceof BtfType.Volatile qualifier) {
      head(VOLATILE, type, 0, false, qualifier.target());
    } else if (type instanceof BtfType.Restrict qualifier) {
      head(RESTRICT, type, 0, false, qualifier.target());
    } else if (type instanceof BtfType.Unknown other) {
      // What it refers to would have other numbers here; a structure is as good for what refers to
      // it.
      head(STRUCT, other, 0, false, 0);
    } else {
      throw new IllegalArgumentException("no BTF for " + type);
    }
  }

  private void head(BtfKind kind, BtfType type, int vlen, boolean flag, long third) {
    words(strings.add(type.name()), (flag ? 1L : 0L) << 31 | kind.number() << 24 | vlen, third);
  }

  private void entry(String name, long... values) {
    words(strings.add(name));
    words(values);
  }

  private void words(long... values) {
    for (long value : values) {
      out.putInt((int) value);
    }
  }

  private void check(BtfType type) {
    for (int target : BtfReferences.of(type)) {
      checkReference(target);
    }
    if (type instanceof BtfType.Composite composite) {
      checkCount(composite.members());
      checkSize(composite.size());
      boolean bitFields = hasBitFields(composite);
      for (BtfType.Member member : composite.members()) {
        checkMember(member, bitFields);
      }
    } else if (type instanceof BtfType.FuncProto proto) {
      checkCount(proto.params());
    } else if (type instanceof BtfType.Enum e) {
      checkCount(e.values());
    } else if (type instanceof BtfType.Enum64 e) {
      checkCount(e.values());
    } else if (type instanceof BtfType.Datasec section) {
      checkCount(section.variables());
      checkSize(section.size());
    } else if (type instanceof BtfType.Array array) {
      checkSize(array.count());
    }
  }

  private void checkReference(int target) {
    if (target < 0) {
      throw new IllegalArgumentException("type " + id + " refers to type " + target);
    }
    lastReferred = Math.max(lastReferred, target);
  }

  private void checkCount(List<?> entries) {
    if (entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "type " + id + " has " + entries.size() + " entries, must be at most " + MAX_ENTRIES);
    }
  }

  private void checkSize(long size) {
    if (size < 0 || size > U32) {
      throw new IllegalArgumentException("type " + id + ": " + size + ", must be from 0 to " + U32);
    }
  }

  private void checkMember(BtfType.Member member, boolean bitFields) {
    long max = bitFields ? MAX_BIT_FIELD_OFFSET : U32;
    if (member.bitOffset() < 0 || member.bitOffset() > max) {
      throw new IllegalArgumentException(
          "'"
              + member.name()
              + "' starts at bit "
              + member.bitOffset()
              + ", must be at most "
              + max);
    }
    if (member.bitSize() < 0 || member.bitSize() > MAX_BIT_FIELD) {
      throw new IllegalArgumentException(
          "'"
              + member.name()
              + "' has "
              + member.bitSize()
              + " bits, must be at most "
              + MAX_BIT_FIELD);
    }
  }
}
