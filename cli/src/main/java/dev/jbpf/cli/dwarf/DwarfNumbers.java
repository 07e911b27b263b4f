package dev.jbpf.cli.dwarf;

import dev.jbpf.cli.dwarf.DwarfEntry.Attribute;

/** Numbers of types. */
final class DwarfNumbers {
  private static final long BOOLEAN = 2;
  private static final long SIGNED = 5;
  private static final long SIGNED_CHAR = 6;

  private DwarfNumbers() {}

  /** {@return whether a base type has numbers below zero} */
  static boolean isSigned(DwarfEntry base) {
    long encoding = base.number(Attribute.ENCODING).orElse(0);
    return encoding == SIGNED || encoding == SIGNED_CHAR;
  }

  static boolean isBoolean(DwarfEntry base) {
    return base.number(Attribute.ENCODING).orElse(0) == BOOLEAN;
  }

  static boolean isCharacter(DwarfEntry base) {
    return base.number(Attribute.ENCODING).orElse(0) == SIGNED_CHAR;
  }

  /** {@return the lowest bytes of {@code value}} */
  static long cut(long value, int bytes, boolean isSigned) {
    int unused = Math.max(0, Long.SIZE - bytes * Byte.SIZE) & 63;
    return isSigned ? value << unused >> unused : value << unused >>> unused;
  }
}
