package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The prototypes by number, and those that a type of program has of its own. A row is read when
 * somebody asks for it: all of them take a cold JVM a while, and a program calls few helpers.
 */
final class HelperTable {
  private static final char OF_TYPES = '@';

  private final Map<Integer, Dated<String>> common = new HashMap<>();
  private final Map<ProgramType, Map<Integer, Dated<String>>> own =
      new EnumMap<>(ProgramType.class);
  private final Map<String, HelperPrototype> read = new ConcurrentHashMap<>();

  HelperTable(List<String> lines) {
    for (String line : lines) {
      int open = line.indexOf('(');
      Dated.Name name = Dated.Name.parse(line.substring(0, open));
      int at = name.text().indexOf(OF_TYPES);
      String helper = at < 0 ? name.text() : name.text().substring(0, at);
      Integer number = FactTables.helper(helper).value();
      String row = helper + line.substring(open);
      if (at < 0) {
        put(common, number, name, row);
      } else {
        for (String type : name.text().substring(at + 1).split(",")) {
          put(ownOf(ProgramType.valueOf(type.toUpperCase(Locale.ROOT))), number, name, row);
        }
      }
    }
  }

  private static void put(
      Map<Integer, Dated<String>> table, Integer number, Dated.Name name, String row) {
    table.computeIfAbsent(number, unused -> new Dated<>()).put(name, row);
  }

  private Map<Integer, Dated<String>> ownOf(ProgramType type) {
    return own.computeIfAbsent(type, unused -> new HashMap<>());
  }

  /** {@return the helper of that number, if a kernel of that version has it} */
  Optional<HelperPrototype> find(int number, KernelVersion version) {
    return in(common, number, version)
        .filter(known -> known.helper().since().compareTo(version) <= 0);
  }

  /** {@return the same, as programs of that type see it} */
  Optional<HelperPrototype> find(ProgramType type, int number, KernelVersion version) {
    return in(own.getOrDefault(type, Map.of()), number, version).or(() -> find(number, version));
  }

  private Optional<HelperPrototype> in(
      Map<Integer, Dated<String>> table, int number, KernelVersion version) {
    return Optional.ofNullable(table.get(number))
        .flatMap(known -> known.at(version))
        .map(row -> read.computeIfAbsent(row, HelperPrototype::parse));
  }
}
