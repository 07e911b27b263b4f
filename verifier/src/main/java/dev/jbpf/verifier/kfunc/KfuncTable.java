package dev.jbpf.verifier.kfunc;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.FactTables;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of the kernel that programs may call, by name. */
final class KfuncTable {
  private static final KfuncTable TABLE =
      new KfuncTable(FactTables.lines(KfuncTable.class, "kfuncs.txt"));

  private static final String LATER = ">6.12";

  private final Map<String, List<String>> sets = new HashMap<>();
  private final Map<String, KfuncFacts> rows = new HashMap<>();

  private KfuncTable(List<String> lines) {
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      List<String> rest = words.subList(1, words.size());
      if (line.startsWith("@")) {
        sets.put(words.get(0).substring(1), rest);
      } else {
        rows.put(words.get(0), row(words.get(0), rest));
      }
    }
  }

  private static Set<ProgramType> types(Stream<String> words) {
    return words
        .map(word -> word.replace(LATER, "").toUpperCase(Locale.ROOT))
        .map(ProgramType::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private KfuncFacts row(String name, List<String> words) {
    Set<KfuncFlag> flags = EnumSet.noneOf(KfuncFlag.class);
    words.stream().skip(1).map(KfuncFlag::parse).forEach(flags::add);
    List<String> types =
        Optional.ofNullable(sets.get(words.get(0)))
            .orElseThrow(() -> new IllegalStateException(words.toString()));
    return new KfuncFacts(
        name,
        types.equals(List.of("*")) ? Optional.empty() : Optional.of(types(types.stream())),
        types(types.stream().filter(type -> type.endsWith(LATER))),
        flags);
  }

  static Optional<KfuncFacts> find(String name) {
    return Optional.ofNullable(TABLE.rows.get(name));
  }
}
