package dev.jbpf.dsl.check;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.Layout;
import java.util.Optional;
import java.util.Set;

/** Rules about members of structures: that what they are read from is such a structure. */
final class FieldRules {
  private final Target target;
  private final Maps maps;
  private final FieldUses uses;

  FieldRules(Target target, Maps maps, FieldUses uses) {
    this.target = target;
    this.maps = maps;
    this.uses = uses;
  }

  Optional<Rule> broken(int slot, State state) {
    return uses.at(slot).stream()
        .flatMap(use -> broken(use.field(), state.value(use.base())).stream())
        .findFirst();
  }

  private Optional<Rule> broken(StructField field, Value base) {
    if (base instanceof Value.Context context && context.offset() == 0) {
      return target.type().flatMap(type -> context(field, type));
    }
    return base instanceof Value.MapValue value
        ? maps.find(value.map()).flatMap(map -> value(field, value, map.value().layout()))
        : Optional.empty();
  }

  private static Optional<Rule> context(StructField field, ProgramType type) {
    Set<String> structs = Contexts.structs(type);
    boolean fits =
        structs.isEmpty() ? !Contexts.isContext(field.struct()) : structs.contains(field.struct());
    return fits || type == ProgramType.EXT
        ? Optional.empty()
        : Rule.broken(
            "field-struct",
            field + " is read from the context, which is no " + field.struct(),
            structs.isEmpty()
                ? "programs of type " + type + " are called with something else"
                : "programs of type "
                    + type
                    + " are called with a "
                    + String.join(", which starts with a ", structs));
  }

  private static Optional<Rule> value(StructField field, Value.MapValue value, Layout layout) {
    boolean fits =
        !(layout instanceof Layout.Struct) || isAt(layout, value.offset(), field.struct());
    return fits
        ? Optional.empty()
        : Rule.broken(
            "field-struct",
            String.format(
                "%s is read from byte %d of a value of %s, where no %s is",
                field, value.offset(), value.map(), field.struct()),
            "its values are " + ((Layout.Struct) layout).name());
  }

  /** Bytes may be anything; only of a structure it is known what it is not. */
  private static boolean isAt(Layout layout, long offset, String name) {
    if (layout instanceof Layout.Struct struct) {
      return offset == 0 && struct.name().equals(name)
          || struct.members().stream()
              .anyMatch(member -> isAt(member.layout(), offset - member.offset(), name));
    } else if (layout instanceof Layout.Array array) {
      return array.element() instanceof Layout.Struct element
          ? offset >= 0
              && offset < (long) element.bytes() * array.count()
              && isAt(element, offset % element.bytes(), name)
          : offset >= 0 && offset < array.count();
    }
    return false;
  }
}
