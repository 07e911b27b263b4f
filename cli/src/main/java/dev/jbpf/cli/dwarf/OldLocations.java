package dev.jbpf.cli.dwarf;

import java.util.Optional;

/** Where a variable is, by the places in the code. Source: DWARF 4, 2.6.2. */
final class OldLocations {
  /** In the place of a start: what follows is what the next ones count from. */
  private static final long BASE = -1;

  private OldLocations() {}

  /** {@return the expression for {@code pc}, of a list whose places count from {@code first} on} */
  static Optional<byte[]> at(DwarfBytes in, long first, long pc) {
    long base = first;
    while (!in.isAtEnd()) {
      long start = in.number(Long.BYTES);
      long end = in.number(Long.BYTES);
      if (start == BASE) {
        base = end;
      } else if (start == 0 && end == 0) {
        return Optional.empty();
      } else {
        byte[] expression = in.take(in.number(2));
        if (pc >= base + start && pc < base + end) {
          return Optional.of(expression);
        }
      }
    }
    return Optional.empty();
  }
}
