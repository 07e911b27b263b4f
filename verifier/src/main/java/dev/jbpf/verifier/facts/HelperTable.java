package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The prototypes by number, and those that a type of program has of its own. */
final class HelperTable {
  private static final char OF_TYPES = '@';

  private final Map<Integer, Dated<HelperPrototype>> common = new HashMap<>();
  private final Map<ProgramType, Map<Integer, Dated<HelperPrototype>>> own =
      new EnumMap<>(ProgramType.class);

  HelperTable(List<String> lines) {
    for (String line : lines) {
      int open = line.indexOf('(');
      Dated.Name name = Dated.Name.parse(line.substring(0, open));
      int at = name.text().indexOf(OF_TYPES);
      if (at < 0) {
        put(common, name, HelperPrototype.parse(name.text() + line.substring(open)));
      } else {
        HelperPrototype prototype =
            HelperPrototype.parse(name.text().substring(0, at) + line.substring(open));
        for (String type : name.text().substring(at + 1).split(",")) {
          put(ownOf(ProgramType.valueOf(type.toUpperCase(Locale.ROOT))), name, prototype);
        }
      }
    }
  }

  private static void put(
      Map<Integer, Dated<HelperPrototype>> table, Dated.Name name, HelperPrototype prototype) {
    table
        .computeIfAbsent(prototype.helper().value(), unused -> new Dated<>())
        .put(name, prototype);
  }

  private Map<Integer, Dated<HelperPrototype>> ownOf(ProgramType type) {
    return own.computeIfAbsent(type, unused -> new HashMap<>());
  }

  /** {@return the helper of that number, if a kernel of that version has it} */
  Optional<HelperPrototype> find(int number, KernelVersion version) {
    return in(common, number, version)
        .filter(known -> known.helper().since().compareTo(version) <= 0);
  }

  /** {@return the same, as programs of that type see it} */
  Optional<HelperPrototype> find(ProgramType type, int number, KernelVersion version) {
    return in(own.getOrDefault(type, Map.of()), number, version)
        .or(() -> find(number, version));
  }

  private static Optional<HelperPrototype> in(
      Map<Integer, Dated<HelperPrototype>> table, int number, KernelVersion version) {
    return Optional.ofNullable(table.get(number)).flatMap(known -> known.at(version));
  }
}
