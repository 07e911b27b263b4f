package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which helpers are open: those of the program's type, less what is closed where it attaches. */
final class Openings {
  private final Map<ProgramType, Map<Integer, BitSet>> closed = new EnumMap<>(ProgramType.class);

  Openings(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      BitSet helpers = numbers(words[2]);
      ProgramType type = ProgramType.valueOf(words[0].toUpperCase(Locale.ROOT));
      for (String attach : words[1].split(",")) {
        closed
            .computeIfAbsent(type, unused -> new HashMap<>())
            .put(Integer.parseInt(attach), helpers);
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

  boolean isOpen(ProgramType type, int attachType, Helper helper) {
    BitSet here = closed.getOrDefault(type, Map.of()).get(attachType);
    return helper.isOpenTo(type) && (here == null || !here.get(helper.value()));
  }
}
