package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The prototypes by number, and those that a type of program has of its own. */
final class HelperTable {
  private static final int CAPACITY = 256;

  private final HelperPrototype[] common = new HelperPrototype[CAPACITY];
  private final Map<ProgramType, HelperPrototype[]> own = new EnumMap<>(ProgramType.class);

  HelperTable(List<String> lines) {
    for (String line : lines) {
      int at = line.indexOf('@');
      int open = line.indexOf('(');
      if (at < 0 || at > open) {
        put(common, HelperPrototype.parse(line));
      } else {
        HelperPrototype prototype =
            HelperPrototype.parse(line.substring(0, at) + line.substring(open));
        for (String type : line.substring(at + 1, open).split(",")) {
          put(ownOf(ProgramType.valueOf(type.toUpperCase(Locale.ROOT))), prototype);
        }
      }
    }
  }

  private static void put(HelperPrototype[] table, HelperPrototype prototype) {
    table[prototype.helper().value()] = prototype;
  }

  private HelperPrototype[] ownOf(ProgramType type) {
    return own.computeIfAbsent(type, unused -> new HelperPrototype[CAPACITY]);
  }

  /** {@return the helper of that number, if a kernel of that version has it} */
  Optional<HelperPrototype> find(int number, KernelVersion version) {
    return in(common, number).filter(known -> known.helper().since().compareTo(version) <= 0);
  }

  /** {@return the same, as programs of that type see it} */
  Optional<HelperPrototype> find(ProgramType type, int number, KernelVersion version) {
    HelperPrototype[] special = own.get(type);
    return special == null || in(special, number).isEmpty()
        ? find(number, version)
        : in(special, number);
  }

  private static Optional<HelperPrototype> in(HelperPrototype[] table, int number) {
    return number < 0 || number >= CAPACITY ? Optional.empty() : Optional.ofNullable(table[number]);
  }
}
