package dev.jbpf.dsl.verify;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.StructField;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Layout;
import dev.jbpf.verifier.report.Known;
import dev.jbpf.verifier.report.StateListener;
import dev.jbpf.verifier.subject.MapShape;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Rules about members of structures: that what they are read from is such a structure. */
final class FieldRules implements StateListener {
  private final Target target;
  private final Collection<MapDef<?, ?>> maps;
  private final FieldUses uses;
  private final Mistakes mistakes;

  FieldRules(Target target, Collection<MapDef<?, ?>> maps, FieldUses uses, Mistakes mistakes) {
    this.target = target;
    this.maps = maps;
    this.uses = uses;
    this.mistakes = mistakes;
  }

  private record Broken(String message, String note) {}

  @Override
  public void before(int slot, Known known) {
    for (FieldUses.Use use : uses.at(slot)) {
      known
          .place(use.base().number())
          .flatMap(place -> broken(use.field(), place))
          .ifPresent(broken -> mistakes.add(slot, "field-struct", broken.message(), broken.note()));
    }
  }

  private Optional<Broken> broken(StructField field, Known.Place base) {
    if (base instanceof Known.InContext context) {
      return context.offset() == 0
          ? target.type().flatMap(type -> context(field, type))
          : Optional.empty();
    }
    Known.InValue value = (Known.InValue) base;
    return map(value.map()).flatMap(map -> value(field, value.offset(), map));
  }

  private Optional<MapDef<?, ?>> map(MapShape shape) {
    return maps.stream()
        .<MapDef<?, ?>>map(map -> map)
        .filter(map -> map.name().equals(shape.name()))
        .findFirst();
  }

  private static Optional<Broken> context(StructField field, ProgramType type) {
    Set<String> structs = CallContexts.structs(type);
    boolean fits =
        structs.isEmpty()
            ? !CallContexts.isContext(field.struct())
            : structs.contains(field.struct());
    return fits || type == ProgramType.EXT
        ? Optional.empty()
        : broken(
            field + " is read from the context, which is no " + field.struct(),
            structs.isEmpty()
                ? "programs of type " + type + " are called with something else"
                : "programs of type "
                    + type
                    + " are called with a "
                    + String.join(", which starts with a ", structs));
  }

  private static Optional<Broken> value(StructField field, long offset, MapDef<?, ?> map) {
    Layout layout = map.value().layout();
    boolean fits = !(layout instanceof Layout.Struct) || isAt(layout, offset, field.struct());
    return fits
        ? Optional.empty()
        : broken(
            String.format(
                "%s is read from byte %d of a value of %s, where no %s is",
                field, offset, map.name(), field.struct()),
            "its values are " + ((Layout.Struct) layout).name());
  }

  private static Optional<Broken> broken(String message, String note) {
    return Optional.of(new Broken(message, note));
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
