package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.ProgramType;
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

  private final Map<ProgramType, Map<String, ProgramRules>> rules =
      new EnumMap<>(ProgramType.class);

  ProgramTable(List<String> lines, Map<String, ContextLayout> contexts) {
    for (String line : lines) {
      String[] words = line.split(" ");
      ProgramType type = ProgramType.valueOf(words[0].toUpperCase(Locale.ROOT));
      ProgramRules parsed = rules(type, words, contexts);
      for (String attach : words[1].split(",")) {
        rules.computeIfAbsent(type, unused -> new HashMap<>()).put(attach, parsed);
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

  Optional<ProgramRules> find(ProgramType type, int attachType) {
    Map<String, ProgramRules> places = rules.getOrDefault(type, Map.of());
    return Optional.ofNullable(places.get(String.valueOf(attachType)))
        .or(() -> Optional.ofNullable(places.get(OTHERS)));
  }
}
