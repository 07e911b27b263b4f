package dev.jbpf.text.c;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ends of C's types, as {@code limits.h}, {@code stdint.h} and the kernel's {@code limits.h}
 * name them, on a machine with 64 bits whose {@code char} has a sign.
 */
final class CLimits {
  private static final int[] WIDTHS = {8, 16, 32, 64};

  private static final Map<String, CNumber> NUMBERS = numbers();

  private CLimits() {}

  /** {@return the number of that name, with its type} */
  static Optional<CNumber> find(String name) {
    return Optional.ofNullable(NUMBERS.get(name));
  }

  /** {@return all of them} */
  static Map<String, CNumber> all() {
    return NUMBERS;
  }

  private static Map<String, CNumber> numbers() {
    Map<String, CNumber> numbers = new HashMap<>();
    numbers.put("CHAR_BIT", CNumber.ofInt(Byte.SIZE));
    ends(numbers, Byte.SIZE, "CHAR_MIN", "CHAR_MAX", "");
    ends(numbers, Byte.SIZE, "SCHAR_MIN", "SCHAR_MAX", "UCHAR_MAX");
    ends(numbers, Short.SIZE, "SHRT_MIN", "SHRT_MAX", "USHRT_MAX");
    ends(numbers, Integer.SIZE, "INT_MIN", "INT_MAX", "UINT_MAX");
    ends(numbers, Long.SIZE, "LONG_MIN", "LONG_MAX", "ULONG_MAX");
    ends(numbers, Long.SIZE, "LLONG_MIN", "LLONG_MAX", "ULLONG_MAX");
    ends(numbers, Long.SIZE, "LONG_LONG_MIN", "LONG_LONG_MAX", "ULONG_LONG_MAX");
    ends(numbers, Long.SIZE, "INTPTR_MIN", "INTPTR_MAX", "UINTPTR_MAX");
    ends(numbers, Long.SIZE, "INTMAX_MIN", "INTMAX_MAX", "UINTMAX_MAX");
    ends(numbers, Long.SIZE, "PTRDIFF_MIN", "PTRDIFF_MAX", "SIZE_MAX");
    ends(numbers, Long.SIZE, "", "SSIZE_MAX", "");
    for (int width : WIDTHS) {
      ends(numbers, width, "S%d_MIN", "S%d_MAX", "U%d_MAX");
      ends(numbers, width, "INT%d_MIN", "INT%d_MAX", "UINT%d_MAX");
      ends(numbers, width, "INT_LEAST%d_MIN", "INT_LEAST%d_MAX", "UINT_LEAST%d_MAX");
    }
    return Map.copyOf(numbers);
  }

  private static void ends(
      Map<String, CNumber> numbers, int bits, String least, String most, String mostUnsigned) {
    CNumber all = CNumber.ofInt(-1);
    put(numbers, bits, mostUnsigned, all.cast(bits, false));
    long top = -1L << bits - 1;
    put(numbers, bits, least, new CNumber(CType.LONG, top).cast(bits, true));
    put(numbers, bits, most, new CNumber(CType.LONG, ~top).cast(bits, true));
  }

  private static void put(Map<String, CNumber> numbers, int bits, String name, CNumber number) {
    if (!name.isEmpty()) {
      numbers.put(name.replace("%d", Integer.toString(bits)), number);
    }
  }
}
