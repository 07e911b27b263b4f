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
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules of program types, by place to attach to; each row is read when somebody asks for it.
 */
final class ProgramTable {
  private static final String OTHERS = "*";
  private static final String NONE = "none";

  private final Map<ProgramType, Map<String, Dated<Row>>> rows = new EnumMap<>(ProgramType.class);
  private final FieldTable.Layouts contexts;
  private final Map<Row, Optional<ProgramRules>> read = new ConcurrentHashMap<>();

  /** A line, as its words. */
  private static final class Row {
    private final ProgramType type;
    private final String[] words;

    Row(ProgramType type, String... words) {
      this.type = type;
      this.words = words;
    }
  }

  ProgramTable(List<String> lines, FieldTable.Layouts contexts) {
    this.contexts = contexts;
    for (String line : lines) {
      String[] words = line.split(" ");
      Dated.Name name = Dated.Name.parse(words[0]);
      Row row = new Row(ProgramType.valueOf(name.text().toUpperCase(Locale.ROOT)), words);
      for (String attach : words[1].split(",")) {
        rows.computeIfAbsent(row.type, unused -> new HashMap<>())
            .computeIfAbsent(attach, unused -> new Dated<>())
            .put(name, row);
      }
    }
  }

  private Optional<ProgramRules> rules(Row row) {
    String[] words = row.words;
    if (words[2].equals(NONE)) {
      return Optional.empty();
    }
    List<String> flags = Arrays.asList(words).subList(4, words.length);
    return Optional.of(
        new ProgramRules(
            row.type,
            contexts.find(words[2]).map(ContextLayout.class::cast),
            range(words[3]),
            flags.contains("read-packet"),
            flags.contains("write-packet"),
            packetArguments(flags),
            flags.contains("legacy"),
            flags.contains("lock"),
            flags.contains("sleep"),
            flags.contains("always-sleep"),
            flags.contains("target")));
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
    Map<String, Dated<Row>> places = rows.getOrDefault(type, Map.of());
    return at(places, String.valueOf(attachType), version)
        .or(() -> at(places, OTHERS, version))
        .flatMap(row -> read.computeIfAbsent(row, this::rules));
  }

  private static Optional<Row> at(
      Map<String, Dated<Row>> places, String place, KernelVersion version) {
    return Optional.ofNullable(places.get(place)).flatMap(known -> known.at(version));
  }
}
