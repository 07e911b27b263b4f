package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.MapType;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code .map counts, type=array, key=4, value=8, max_entries=256, flags=BPF_F_MMAPABLE, pinned}:
 * defines a map as C's {@code struct { __uint(type, …); … } counts SEC(".maps")} does. A map of
 * maps names a map that is defined before it: {@code inner=counts}.
 */
final class MapDirective {
  private static final List<String> NAMES =
      List.of("type", "key", "value", "max_entries", "flags", "extra", "inner", "pinned");

  private static final int U32_BYTES = 4;

  private final AssemblyState state;
  private final Declarations declarations;
  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;
  private final TargetMachine target;

  MapDirective(AssemblyState state, Declarations declarations, Expressions expressions) {
    this.state = state;
    this.declarations = declarations;
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
    this.target = state.settings.machine();
  }

  /** What the directive says, as far as it is read. */
  private static final class Draft {
    Optional<MapType> type = Optional.empty();
    long key;
    long value;
    long entries;
    long flags;
    long extra;
    Optional<ObjectMap> inner = Optional.empty();
    boolean isPinned;
    final Set<String> given = new TreeSet<>();
  }

  /** Reads what follows the directive's name. */
  void read(int from, int to) {
    int before = errors.count();
    Optional<String> name = name("a map's name");
    if (name.isEmpty()) {
      return;
    }
    int nameFrom = in.start;
    int nameTo = in.at;
    Draft draft = new Draft();
    while (in.skip() == ',' && errors.count() == before) {
      in.at++;
      property(draft);
    }
    if (errors.count() == before && !Characters.endsStatement(in.skip())) {
      String found = in.found(in.at);
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          in.at,
          in.at + 1,
          "expected ',' and a property of the map, found " + found,
          draft.given.isEmpty() ? "names of maps are letters, digits and _" : "");
      return;
    }
    if (errors.count() == before) {
      define(name.get(), nameFrom, nameTo, draft);
    }
  }

  private Optional<String> name(String what) {
    if (!Characters.startsName(in.skip())) {
      String found = in.found(in.at);
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE, in.at, in.at + 1, "expected " + what + ", found " + found);
      return Optional.empty();
    }
    in.name();
    return Optional.of(in.text(in.start, in.at));
  }

  private void property(Draft draft) {
    Optional<String> name = name("a property of the map: " + String.join(", ", NAMES));
    if (name.isEmpty()) {
      return;
    }
    int from = in.start;
    int to = in.at;
    if (!NAMES.contains(name.get())) {
      String near = errors.didYouMean(name.get(), NAMES);
      errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, "a map has no '" + name.get() + "'", near);
    } else if (!draft.given.add(name.get())) {
      errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, "'" + name.get() + "' is given twice");
    } else if (name.get().equals("pinned")) {
      draft.isPinned = true;
    } else if (in.skip() != '=') {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          to,
          "'" + name.get() + "' takes a value: " + name.get() + "=…");
    } else {
      in.at++;
      value(name.get(), draft);
    }
  }

  private void value(String name, Draft draft) {
    switch (name) {
      case "type" -> draft.type = type();
      case "inner" -> draft.inner = inner();
      case "key" -> draft.key = number(name, Integer.MAX_VALUE);
      case "value" -> draft.value = number(name, Integer.MAX_VALUE);
      case "max_entries" -> draft.entries = number(name, Integer.MAX_VALUE);
      case "flags" -> draft.flags = number(name, 0xffff_ffffL);
      default -> draft.extra = number(name, Long.MAX_VALUE);
    }
  }

  private long number(String name, long max) {
    Operands read = new Operands();
    if (!expressions.read(read)) {
      return 0;
    }
    long value = read.values[0];
    if (read.kinds[0] == Operands.SYMBOL) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          read.from[0],
          read.to[0],
          "'" + name + "' must be a number known here");
    } else if (value < 0 || value > max) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          read.from[0],
          read.to[0],
          "'" + name + "' is " + value + ", must be from 0 to " + max);
    }
    return value;
  }

  private Optional<MapType> type() {
    Optional<String> name = name("a type of map, such as hash");
    int from = in.start;
    int to = in.at;
    return name.isPresent() ? type(name.get(), from, to) : Optional.empty();
  }

  private Optional<MapType> type(String name, int from, int to) {
    for (MapType type : MapType.values()) {
      if (plain(type).equals(name) || type.kernelName().equals(name)) {
        if (target.kernel().isPresent() && target.isBefore(type.since())) {
          String need = TargetMachine.from(type.since());
          String message = "maps of the type " + type.kernelName() + " need " + need;
          errors.add(DiagnosticCode.TARGET, from, to, message, target.describe());
        }
        return Optional.of(type);
      }
    }
    List<String> all = Arrays.stream(MapType.values()).map(MapDirective::plain).toList();
    String near = errors.didYouMean(name, all);
    errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, "there is no map type '" + name + "'", near);
    return Optional.empty();
  }

  private static String plain(MapType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private Optional<ObjectMap> inner() {
    Optional<String> name = name("the name of a map");
    Optional<ObjectMap> found = name.map(declarations.maps::get);
    if (name.isPresent() && found.isEmpty()) {
      String near = errors.didYouMean(name.get(), declarations.maps.keySet());
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          in.start,
          in.at,
          "no map '" + name.get() + "' is defined before",
          near);
    }
    return found;
  }

  private void define(String name, int from, int to, Draft draft) {
    if (draft.type.isEmpty()) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          to,
          "map '" + name + "' has no type",
          "add `type=hash`, or another");
    } else if (!draft.given.contains("max_entries") && needsEntries(draft.type.get())) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          from,
          to,
          "map '" + name + "' has no max_entries",
          "`max_entries=0` leaves it to the loader");
    } else if (declarations.maps.containsKey(name) || isDefined(name)) {
      errors.add(DiagnosticCode.LABEL_DUPLICATE, from, to, "'" + name + "' is defined twice");
    } else {
      MapType type = draft.type.get();
      long value = draft.inner.isPresent() && draft.value == 0 ? U32_BYTES : draft.value;
      ObjectMap map =
          new ObjectMap(
              name,
              type,
              (int) draft.key,
              (int) value,
              (int) draft.entries,
              (int) draft.flags,
              draft.extra,
              draft.isPinned ? ObjectMap.PIN_BY_NAME : 0,
              0,
              0,
              draft.inner);
      declarations.maps.put(name, map);
    }
  }

  /**
   * Not maps that hold something for each socket, task or the like, and those that loaders size.
   */
  private static boolean needsEntries(MapType type) {
    return switch (type) {
      case CGROUP_STORAGE,
          PERCPU_CGROUP_STORAGE,
          SK_STORAGE,
          INODE_STORAGE,
          TASK_STORAGE,
          CGRP_STORAGE,
          PERF_EVENT_ARRAY,
          STRUCT_OPS ->
          false;
      default -> true;
    };
  }

  private boolean isDefined(String name) {
    int symbol = state.symbols.find(name);
    return symbol != Symbols.NONE && state.symbols.isDefined(symbol);
  }
}
