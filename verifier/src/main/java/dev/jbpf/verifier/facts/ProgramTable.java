package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.ProgramRules.PacketArguments;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules of program types, by place to attach to. */
final class ProgramTable {
  private static final String OTHERS = "*";
  private static final String NONE = "none";

  private final Map<ProgramType, Map<String, Dated<Optional<ProgramRules>>>> rules =
      new EnumMap<>(ProgramType.class);

  ProgramTable(List<String> lines, Map<String, ContextLayout> contexts) {
    for (String line : lines) {
      String[] words = line.split(" ");
      Dated.Name name = Dated.Name.parse(words[0]);
      ProgramType type = ProgramType.valueOf(name.text().toUpperCase(Locale.ROOT));
      Optional<ProgramRules> parsed =
          words[2].equals(NONE) ? Optional.empty() : Optional.of(rules(type, words, contexts));
      for (String attach : words[1].split(",")) {
        rules
            .computeIfAbsent(type, unused -> new HashMap<>())
            .computeIfAbsent(attach, unused -> new Dated<>())
            .put(name, parsed);
      }
    }
  }

  private static ProgramRules rules(
      ProgramType type, String[] words, Map<String, ContextLayout> contexts) {
    List<String> flags = Arrays.asList(words).subList(4, words.length);
    return new ProgramRules(
        type,
        Optional.ofNullable(contexts.get(words[2])),
        range(words[3]),
        flags.contains("read-packet"),
        flags.contains("write-packet"),
        packetArguments(flags),
        flags.contains("legacy"),
        flags.contains("lock"),
        flags.contains("sleep"),
        flags.contains("always-sleep"),
        flags.contains("target"));
  }

  private static PacketArguments packetArguments(List<String> flags) {
    return flags.contains("packet-to-any")
        ? PacketArguments.ANY
        : flags.contains("packet-to-none") ? PacketArguments.NONE : PacketArguments.SOME;
  }

  private static Optional<ReturnRange> range(String text) {
    if (text.equals(OTHERS)) {
      return Optional.empty();
    }
    String[] ends = text.split("\\.\\.");
    return Optional.of(new ReturnRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
  }

  Optional<ProgramRules> find(ProgramType type, int attachType, KernelVersion version) {
    Map<String, Dated<Optional<ProgramRules>>> places = rules.getOrDefault(type, Map.of());
    return at(places, String.valueOf(attachType), version)
        .or(() -> at(places, OTHERS, version))
        .orElse(Optional.empty());
  }

  private static Optional<Optional<ProgramRules>> at(
      Map<String, Dated<Optional<ProgramRules>>> places, String place, KernelVersion version) {
    return Optional.ofNullable(places.get(place)).flatMap(known -> known.at(version));
  }
}
