package dev.jbpf.verifier.facts;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which helpers are open: those of the program's type, less what is closed where it attaches, or
 * was when the kernel was made.
 */
final class Openings {
  private static final String EVERYWHERE = "*";
  private static final String ELSEWHERE = "!";
  private static final String OPEN = "open ";

  private final Map<ProgramType, List<Row>> closed = new EnumMap<>(ProgramType.class);
  private final Map<ProgramType, List<Row>> opened = new EnumMap<>(ProgramType.class);

  /** Helpers that are closed, or open, at some places, on some kernels. */
  private record Row(Dated.Name name, List<String> places, boolean isElsewhere, BitSet helpers) {
    static Row parse(String line) {
      String[] words = line.split(" ", 3);
      boolean isElsewhere = words[1].startsWith(ELSEWHERE);
      String places = isElsewhere ? words[1].substring(ELSEWHERE.length()) : words[1];
      return new Row(
          Dated.Name.parse(words[0]),
          Arrays.asList(places.split(",")),
          isElsewhere,
          numbers(words[2]));
    }

    boolean holdsFor(int attachType, Helper helper, KernelVersion version) {
      return helpers.get(helper.value())
          && name.holdsFor(version)
          && (places.contains(EVERYWHERE)
              || places.contains(String.valueOf(attachType)) != isElsewhere);
    }
  }

  Openings(List<String> lines) {
    for (String line : lines) {
      boolean isOpen = line.startsWith(OPEN);
      Row row = Row.parse(isOpen ? line.substring(OPEN.length()) : line);
      for (String type : row.name().text().split(",")) {
        (isOpen ? opened : closed)
            .computeIfAbsent(
                ProgramType.valueOf(type.toUpperCase(Locale.ROOT)), unused -> new ArrayList<>())
            .add(row);
      }
    }
  }

  private static BitSet numbers(String text) {
    BitSet set = new BitSet();
    for (String range : text.split(" ")) {
      String[] ends = range.split("-");
      set.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return set;
  }

  boolean isOpen(ProgramType type, int attachType, Helper helper, KernelVersion version) {
    return holds(opened, type, attachType, helper, version)
        || helper.isOpenTo(type) && !holds(closed, type, attachType, helper, version);
  }

  private static boolean holds(
      Map<ProgramType, List<Row>> rows,
      ProgramType type,
      int attachType,
      Helper helper,
      KernelVersion version) {
    return rows.getOrDefault(type, List.of()).stream()
        .anyMatch(row -> row.holdsFor(attachType, helper, version));
  }
}
