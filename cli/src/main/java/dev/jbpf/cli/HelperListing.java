package dev.jbpf.cli;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.probe.Features;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which helpers a kernel admits, as src-gen's file of facts has it. */
final class HelperListing {
  private HelperListing() {}

  /** Prints a line for each type that has any: its name, and numbers and ranges of numbers. */
  static void print(Features features, PrintStream out) {
    for (ProgramType type : ProgramType.values()) {
      Set<Helper> open = features.helpers(type);
      if (!open.isEmpty()) {
        out.println(type.name().toLowerCase(Locale.ROOT) + " " + ranges(open));
      }
    }
  }

  /** {@return the numbers of {@code helpers}: {@code 1-3 5 7-9}} */
  static String ranges(Set<Helper> helpers) {
    BitSet numbers = new BitSet();
    helpers.forEach(helper -> numbers.set(helper.value()));
    List<String> ranges = new ArrayList<>();
    for (int first = numbers.nextSetBit(0); first >= 0; ) {
      int end = numbers.nextClearBit(first);
      ranges.add(end == first + 1 ? "" + first : first + "-" + (end - 1));
      first = numbers.nextSetBit(end);
    }
    return String.join(" ", ranges);
  }
}
