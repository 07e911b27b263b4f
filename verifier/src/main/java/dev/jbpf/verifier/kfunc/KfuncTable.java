package dev.jbpf.verifier.kfunc;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.FactTables;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions of the kernel that programs may call, by name. */
final class KfuncTable {
  private static final KfuncTable TABLE =
      new KfuncTable(FactTables.lines(KfuncTable.class, "kfuncs.txt"));

  private final Map<String, Optional<Set<ProgramType>>> sets = new HashMap<>();
  private final Map<String, KfuncFacts> rows = new HashMap<>();

  private KfuncTable(List<String> lines) {
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      List<String> rest = words.subList(1, words.size());
      if (line.startsWith("@")) {
        sets.put(words.get(0).substring(1), types(rest));
      } else {
        rows.put(words.get(0), row(words.get(0), rest));
      }
    }
  }

  private static Optional<Set<ProgramType>> types(List<String> words) {
    return words.equals(List.of("*"))
        ? Optional.empty()
        : Optional.of(
            words.stream()
                .map(word -> ProgramType.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private KfuncFacts row(String name, List<String> words) {
    Set<KfuncFlag> flags = EnumSet.noneOf(KfuncFlag.class);
    words.stream().skip(1).map(KfuncFlag::parse).forEach(flags::add);
    return new KfuncFacts(
        name,
        Optional.ofNullable(sets.get(words.get(0)))
            .orElseThrow(() -> new IllegalStateException(Arrays.toString(words.toArray()))),
        flags);
  }

  static Optional<KfuncFacts> find(String name) {
    return Optional.ofNullable(TABLE.rows.get(name));
  }
}
