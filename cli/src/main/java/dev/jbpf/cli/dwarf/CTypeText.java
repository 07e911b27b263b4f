package dev.jbpf.cli.dwarf;

import dev.jbpf.cli.dwarf.DwarfEntry.Attribute;
import dev.jbpf.cli.dwarf.DwarfEntry.Tag;
import java.util.Optional;

/** Types as C writes them. */
record CTypeText(DwarfUnit unit) {
  /** {@return the name of the type of {@code entry}} */
  String of(DwarfEntry entry) {
    return entry.number(Attribute.TYPE).isPresent()
        ? Optional.ofNullable(unit.entries().get(entry.number(Attribute.TYPE).getAsLong()))
            .map(this::name)
            .orElse("void")
        : "void";
  }

  private String declared(DwarfEntry member) {
    String type = of(member);
    String name = member.name().map(one -> " " + one).orElse("");
    int dimension = type.indexOf('[');
    return dimension < 0
        ? type + name
        : type.substring(0, dimension) + name + type.substring(dimension);
  }

  private String name(DwarfEntry type) {
    return switch (type.tag()) {
      case Tag.POINTER -> of(type) + " *";
      case Tag.ARRAY -> of(type) + "[" + unit.count(type) + "]";
      case Tag.CONST -> "const " + of(type);
      case Tag.VOLATILE -> "volatile " + of(type);
      case Tag.STRUCT -> "struct " + type.name().orElse("{…}");
      case Tag.UNION -> "union " + type.name().orElse("{…}");
      case Tag.ENUMERATION -> "enum " + type.name().orElse("{…}");
      default -> type.name().orElse("?");
    };
  }

  /** {@return what is in the type of {@code entry}, a line a member; its name if nothing is} */
  String whole(DwarfEntry entry) {
    Optional<DwarfEntry> type = unit.type(entry);
    if (type.isEmpty() || type.get().tag() != Tag.STRUCT && type.get().tag() != Tag.UNION) {
      return of(entry);
    }
    StringBuilder text = new StringBuilder(name(type.get())).append(" {\n");
    for (DwarfEntry member : type.get().children()) {
      if (member.tag() == Tag.MEMBER) {
        text.append("    ").append(declared(member)).append(";\n");
      }
    }
    return text.append('}').toString();
  }
}
