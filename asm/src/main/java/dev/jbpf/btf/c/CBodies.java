package dev.jbpf.btf.c;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.List;

/** Writes what stands between braces: members of structures, constants of enumerations. */
final class CBodies {
  private static final String INDENT = "\t";

  private final Btf types;
  private final CDeclarator declarator;
  private final UniqueNames names;
  private final CLayout layout;

  CBodies(Btf types, CDeclarator declarator, UniqueNames names) {
    this.types = types;
    this.declarator = declarator;
    this.names = names;
    this.layout = new CLayout(types);
  }

  /** {@return a structure or union with its members, on lines that start with {@code indent}} */
  String composite(int id, BtfType.Composite type, String indent) {
    StringBuilder text = new StringBuilder(type instanceof BtfType.Union ? "union" : "struct");
    if (!type.name().isEmpty()) {
      text.append(' ').append(names.of(id));
    }
    text.append(" {\n");
    boolean isUnion = type instanceof BtfType.Union;
    boolean isPacked = layout.isPacked(type);
    long end = 0;
    for (BtfType.Member member : type.members()) {
      if (!isUnion) {
        layout
            .padding(end, member, isPacked)
            .forEach(line -> text.append(indent).append(INDENT).append(line));
      }
      text.append(indent).append(INDENT).append(member(member, indent + INDENT)).append(";\n");
      end = member.bitOffset() + layout.bits(member);
    }
    if (!isUnion) {
      layout
          .tail(end, type, isPacked)
          .forEach(line -> text.append(indent).append(INDENT).append(line));
    }
    return text.append(indent).append(isPacked ? "} __attribute__((packed))" : "}").toString();
  }

  private String member(BtfType.Member member, String indent) {
    String text = declarator.declare(member.type(), member.name(), indent);
    return member.isBitField() ? text + ": " + member.bitSize() : text;
  }

  /** {@return an enumeration with its constants} */
  String enumeration(int id) {
    BtfType type = types.type(id);
    StringBuilder text = new StringBuilder("enum ");
    if (!type.name().isEmpty()) {
      text.append(names.of(id)).append(' ');
    }
    text.append("{\n");
    boolean is64 = type instanceof BtfType.Enum64;
    boolean isSigned =
        type instanceof BtfType.Enum64 wide
            ? wide.isSigned()
            : type instanceof BtfType.Enum narrow && narrow.isSigned();
    for (BtfType.Enumerator each : constants(type)) {
      text.append(INDENT)
          .append(names.ofConstant(each.name()))
          .append(" = ")
          .append(isSigned ? Long.toString(each.value()) : Long.toUnsignedString(each.value()))
          .append(is64 ? isSigned ? "LL" : "ULL" : "")
          .append(",\n");
    }
    long size = type instanceof BtfType.Enum narrow ? narrow.size() : Long.BYTES;
    String mode = size < Integer.BYTES ? " __attribute__((mode(" + mode(size) + ")))" : "";
    return text.append("}").append(mode).toString();
  }

  private static String mode(long size) {
    return size == 1 ? "byte" : "HI";
  }

  private static List<BtfType.Enumerator> constants(BtfType type) {
    return type instanceof BtfType.Enum64 wide
        ? wide.values()
        : type instanceof BtfType.Enum narrow ? narrow.values() : List.of();
  }
}
