package dev.jbpf.kernel;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which helpers the types of programs may call. */
final class HelperRanges {
  private static final Map<ProgramType, BitSet> KNOWN = new EnumMap<>(ProgramType.class);

  static {
    for (ProgramType type : ProgramType.values()) {
      HelpersByType.ranges(type).map(HelperRanges::parse).ifPresent(set -> KNOWN.put(type, set));
    }
  }

  private HelperRanges() {}

  /** {@return the numbers that {@code text} lists: {@code 1-3 5 7-9}} */
  static BitSet parse(String text) {
    BitSet set = new BitSet();
    for (String range : text.split(" ")) {
      String[] ends = range.split("-");
      set.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return set;
  }

  /** {@return whether programs of that type may call the helper; yes if nobody has asked} */
  static boolean isOpen(int helper, ProgramType type) {
    return Optional.ofNullable(KNOWN.get(type)).map(set -> set.get(helper)).orElse(true);
  }
}
