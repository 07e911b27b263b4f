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

  private final Map<ProgramType, List<Closed>> closed = new EnumMap<>(ProgramType.class);

  /** Helpers that are closed at some places, on some kernels. */
  private record Closed(Dated.Name name, List<String> places, BitSet helpers) {
    boolean holdsFor(int attachType, KernelVersion version) {
      return name.holdsFor(version)
          && (places.contains(EVERYWHERE) || places.contains(String.valueOf(attachType)));
    }
  }

  Openings(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      Dated.Name name = Dated.Name.parse(words[0]);
      Closed row = new Closed(name, Arrays.asList(words[1].split(",")), numbers(words[2]));
      for (String type : name.text().split(",")) {
        closed
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
    return helper.isOpenTo(type)
        && closed.getOrDefault(type, List.of()).stream()
            .filter(row -> row.helpers().get(helper.value()))
            .noneMatch(row -> row.holdsFor(attachType, version));
  }
}
