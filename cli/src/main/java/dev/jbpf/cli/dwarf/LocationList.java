package dev.jbpf.cli.dwarf;

import java.util.Optional;

/** Where a variable is, by the places in the code. Source: DWARF 5, 2.6.2 and 7.7.3. */
final class LocationList {
  private final DwarfUnit unit;
  private final DwarfBytes in;
  private long base;

  LocationList(DwarfUnit unit, DwarfBytes in) {
    this.unit = unit;
    this.in = in;
    this.base = unit.start();
  }

  /** {@return the expression for {@code pc}} */
  Optional<byte[]> at(long pc) {
    Optional<byte[]> usual = Optional.empty();
    for (int kind = in.u1(); kind != 0; kind = in.u1()) {
      long start = 0;
      long end = 0;
      switch (kind) {
        case 1 -> base = unit.address(in.unsigned());
        case 2 -> {
          start = unit.address(in.unsigned());
          end = unit.address(in.unsigned());
        }
        case 3 -> {
          start = unit.address(in.unsigned());
          end = start + in.unsigned();
        }
        case 4 -> {
          start = base + in.unsigned();
          end = base + in.unsigned();
        }
        case 6 -> base = in.number(Long.BYTES);
        case 7 -> {
          start = in.number(Long.BYTES);
          end = in.number(Long.BYTES);
        }
        case 8 -> {
          start = in.number(Long.BYTES);
          end = start + in.unsigned();
        }
        default -> usual = Optional.of(in.take(in.unsigned()));
      }
      if (kind != 1 && kind < 5 || kind > 6) {
        byte[] expression = in.take(in.unsigned());
        if (pc >= start && pc < end) {
          return Optional.of(expression);
        }
      }
    }
    return usual;
  }
}
