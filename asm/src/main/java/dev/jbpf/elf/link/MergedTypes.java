package dev.jbpf.elf.link;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.dedup.Deduplication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The types of all inputs, each once. A variable or a function that others only declare is what its
 * definition says, and the sections hold the variables of all inputs.
 */
final class MergedTypes {
  private final SectionPlacement placement;
  private final GlobalSymbols globals;
  private final List<String> errors;

  /** For each type of an input the number that it has before equal ones become one. */
  private final Map<LinkInput, int[]> numbers = new IdentityHashMap<>();

  private final Map<String, List<BtfType.Variable>> sections = new LinkedHashMap<>();
  private int count;

  /** A type of an input. */
  private record Source(LinkInput input, Btf types, int id) {}

  MergedTypes(SectionPlacement placement, GlobalSymbols globals, List<String> errors) {
    this.placement = placement;
    this.globals = globals;
    this.errors = errors;
  }

  /**
   * {@return gives each type of an input its id, once the types are in {@code builder}}
   *
   * @param inputs those that have types
   */
  Ids merge(List<LinkInput> inputs, BtfBuilder builder) {
    inputs.forEach(this::number);
    inputs.forEach(this::redirect);
    BtfBuilder all = new BtfBuilder(builder.order());
    for (LinkInput input : inputs) {
      append(input, all);
    }
    sections.forEach((name, variables) -> all.append(section(name, variables)));
    Deduplication once = Deduplication.of(Btf.parse(all.toBytes()));
    once.writeTo(builder);
    return (input, id) -> once.id(numbers.get(input)[id]);
  }

  /** The ids of types in the output. */
  interface Ids {
    int of(LinkInput input, int id);
  }

  private static Btf types(LinkInput input) {
    return input.types().orElseThrow();
  }

  /** Numbers those that are taken over; others have 0. */
  private void number(LinkInput input) {
    Btf types = types(input);
    Set<Integer> leftOut = leftOut(input, types);
    int[] here = new int[types.size()];
    for (int id = 1; id < here.length; id++) {
      if (!leftOut.contains(id) && isChosen(new Source(input, types, id))) {
        here[id] = ++count;
      }
    }
    numbers.put(input, here);
  }

  /** Sections, which are written anew, and the variables of those that are there already. */
  private Set<Integer> leftOut(LinkInput input, Btf types) {
    Set<Integer> leftOut = new HashSet<>();
    for (int id = 1; id < types.size(); id++) {
      if (types.type(id) instanceof BtfType.Datasec section) {
        leftOut.add(id);
        boolean isThere =
            input.object().section(section.name()).isEmpty()
                || placement.of(input, section.name()).isPresent();
        section.variables().stream()
            .filter(variable -> !isThere)
            .forEach(variable -> leftOut.add(variable.type()));
      }
    }
    return leftOut;
  }

  private boolean isChosen(Source source) {
    return chosen(source).filter(one -> !isSame(one, source)).isEmpty();
  }

  private static boolean isSame(Source one, Source other) {
    return one.input == other.input && one.id == other.id;
  }

  /** The description of what a global name means; empty for all that is no global name. */
  private Optional<Source> chosen(Source source) {
    BtfType type = source.types.type(source.id);
    return isGlobal(type)
        ? Optional.of(globals.of(type.name()))
            .filter(same -> !same.isEmpty())
            .flatMap(MergedTypes::described)
        : Optional.empty();
  }

  private static boolean isGlobal(BtfType type) {
    return type instanceof BtfType.Var variable && variable.linkage() != BtfType.Linkage.STATIC
        || type instanceof BtfType.Func function && function.linkage() != BtfType.Linkage.STATIC;
  }

  /** By the input that defines it, or else by the first that has types. */
  private static Optional<Source> described(List<GlobalSymbols.Named> same) {
    GlobalSymbols.Named chosen = GlobalSymbols.chosen(same);
    List<GlobalSymbols.Named> inOrder = new ArrayList<>(same);
    inOrder.sort(Comparator.comparing(named -> named != chosen));
    return inOrder.stream()
        .flatMap(named -> description(named.input(), named.symbol().name()).stream())
        .findFirst();
  }

  private static Optional<Source> description(LinkInput input, String name) {
    return input
        .types()
        .flatMap(
            types -> {
              OptionalInt id =
                  types.ids(name).filter(found -> isGlobal(types.type(found))).findFirst();
              return id.isPresent()
                  ? Optional.of(new Source(input, types, id.getAsInt()))
                  : Optional.empty();
            });
  }

  /** Lets all declarations be their definition. */
  private void redirect(LinkInput input) {
    Btf types = types(input);
    int[] here = numbers.get(input);
    for (int id = 1; id < here.length; id++) {
      Source source = new Source(input, types, id);
      Optional<Source> chosen = chosen(source).filter(one -> !isSame(one, source));
      if (chosen.isPresent()) {
        here[id] = numbers.get(chosen.get().input)[chosen.get().id];
        checkSame(source, chosen.get());
      }
    }
  }

  private void checkSame(Source source, Source chosen) {
    if (!new SameTypes(source.types, chosen.types).same(source.id, chosen.id)) {
      errors.add(
          String.format(
              "'%s' has other types in %s (%s) than in %s (%s)",
              source.types.name(source.id),
              source.input.name(),
              SameTypes.name(source.types, source.id),
              chosen.input.name(),
              SameTypes.name(chosen.types, chosen.id)));
    }
  }

  private void append(LinkInput input, BtfBuilder all) {
    Btf types = types(input);
    int[] here = numbers.get(input);
    for (int id = 1; id < here.length; id++) {
      BtfType type = types.type(id);
      if (type instanceof BtfType.Datasec section) {
        add(input, types, section);
      } else if (here[id] == all.size()) {
        all.append(type.withReferences(reference -> here[reference]));
      }
    }
  }

  private void add(LinkInput input, Btf types, BtfType.Datasec section) {
    int start = placement.of(input, section.name()).map(SectionPlacement.Place::offset).orElse(0);
    int[] here = numbers.get(input);
    List<BtfType.Variable> variables =
        sections.computeIfAbsent(section.name(), name -> new ArrayList<>());
    for (BtfType.Variable variable : section.variables()) {
      if (isChosen(new Source(input, types, variable.type())) && here[variable.type()] != 0) {
        variables.add(
            new BtfType.Variable(
                here[variable.type()], start + variable.offset(), variable.size()));
      }
    }
  }

  private BtfType.Datasec section(String name, List<BtfType.Variable> variables) {
    variables.sort(Comparator.comparingLong(BtfType.Variable::offset));
    return new BtfType.Datasec(name, placement.size(name), variables);
  }
}
