package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import java.util.Optional;

/** The prototypes by number. */
final class HelperTable {
  private static final HelperPrototype[] ALL = load();

  private HelperTable() {}

  private static HelperPrototype[] load() {
    HelperPrototype[] all = new HelperPrototype[256];
    for (String line : Tables.lines("helpers.txt")) {
      HelperPrototype prototype = HelperPrototype.parse(line);
      all[prototype.helper().value()] = prototype;
    }
    return all;
  }

  /** {@return the helper of that number, if a kernel of that version has it} */
  static Optional<HelperPrototype> find(int number, KernelVersion version) {
    return number < 0 || number >= ALL.length
        ? Optional.empty()
        : Optional.ofNullable(ALL[number])
            .filter(known -> known.helper().since().compareTo(version) <= 0);
  }
}
