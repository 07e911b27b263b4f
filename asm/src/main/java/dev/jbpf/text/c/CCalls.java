package dev.jbpf.text.c;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.state.AssemblyState;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What C calculates when it compiles and what is written as a call: {@code BIT(3)}. */
public final class CCalls {
  private static final Map<String, Swap> SWAPS = swaps();

  /** The number of bits of what {@code UINT32_C(…)} and its kind give, less than 0 with a sign. */
  private static final Map<String, Integer> LITERALS = literals();

  private final AssemblyState state;
  private final Cursor in;
  private final CExpressions values;

  /** A change of the byte order: to the one that is named, or always. */
  private record Swap(int bits, Optional<ByteOrder> target) {
    CNumber apply(long value, ByteOrder order) {
      boolean isSwapped = target.isEmpty() || !target.get().equals(order);
      long swapped = isSwapped ? Long.reverseBytes(value) >>> Long.SIZE - bits : value;
      return new CNumber(CType.UNSIGNED_LONG, swapped).cast(bits, false);
    }
  }

  CCalls(AssemblyState state, CExpressions values) {
    this.state = state;
    this.in = state.in;
    this.values = values;
  }

  private static Map<String, Swap> swaps() {
    Map<String, Swap> swaps = new HashMap<>();
    Optional<ByteOrder> big = Optional.of(ByteOrder.BIG_ENDIAN);
    Optional<ByteOrder> little = Optional.of(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 16; bits <= Long.SIZE; bits *= 2) {
      String letter = bits == 16 ? "s" : bits == 32 ? "l" : "ll";
      for (String prefix : new String[] {"", "bpf_", "__bpf_", "__constant_"}) {
        swaps.put(prefix + "hton" + letter, new Swap(bits, big));
        swaps.put(prefix + "ntoh" + letter, new Swap(bits, big));
      }
      for (String prefix : new String[] {"", "bpf_", "__bpf_", "__", "__constant_"}) {
        for (String name : new String[] {"cpu_to_be%d", "be%d_to_cpu"}) {
          swaps.put(prefix + String.format(Locale.ROOT, name, bits), new Swap(bits, big));
        }
        for (String name : new String[] {"cpu_to_le%d", "le%d_to_cpu"}) {
          swaps.put(prefix + String.format(Locale.ROOT, name, bits), new Swap(bits, little));
        }
      }
      for (String name : new String[] {"__builtin_bswap", "bswap_", "swab", "__swab"}) {
        swaps.put(name + bits, new Swap(bits, Optional.empty()));
      }
    }
    return Map.copyOf(swaps);
  }

  private static Map<String, Integer> literals() {
    Map<String, Integer> literals = new HashMap<>();
    for (int bits = Byte.SIZE; bits <= Long.SIZE; bits *= 2) {
      // The smaller ones are int in C, whatever is in their parentheses.
      literals.put("UINT" + bits + "_C", bits < Integer.SIZE ? -Integer.SIZE : bits);
      literals.put("INT" + bits + "_C", Math.min(-Integer.SIZE, -bits));
    }
    literals.put("UINTMAX_C", Long.SIZE);
    literals.put("INTMAX_C", -Long.SIZE);
    literals.put("_UL", Long.SIZE);
    literals.put("_ULL", Long.SIZE);
    literals.put("UL", Long.SIZE);
    literals.put("ULL", Long.SIZE);
    return Map.copyOf(literals);
  }

  public static boolean isKnown(String name) {
    return switch (name) {
      case "sizeof",
          "offsetof",
          "__builtin_offsetof",
          "BIT",
          "BIT_ULL",
          "_BITUL",
          "_BITULL",
          "GENMASK",
          "GENMASK_ULL" ->
          true;
      default -> SWAPS.containsKey(name) || LITERALS.containsKey(name);
    };
  }

  /**
   * {@return the value of the call of {@code name}, behind whose parenthesis reading goes on} An
   * error has been noted if there is none, unless a name in it may be a place.
   */
  Optional<CNumber> read(String name, int from) {
    return switch (name) {
      case "sizeof" -> size(from);
      case "offsetof", "__builtin_offsetof" -> offset(name, from);
      case "BIT", "BIT_ULL", "_BITUL", "_BITULL" ->
          argument(from).flatMap(bit -> bits(bit, bit, from));
      case "GENMASK", "GENMASK_ULL" -> mask(from);
      default -> argument(from).map(value -> converted(name, value));
    };
  }

  private CNumber converted(String name, CNumber value) {
    Swap swap = SWAPS.get(name);
    if (swap != null) {
      return swap.apply(value.bits(), state.order());
    }
    int bits = LITERALS.get(name);
    return value.cast(Math.abs(bits), bits < 0);
  }

  private Optional<CNumber> argument(int from) {
    Optional<CNumber> value = values.choice();
    return value.isPresent() && !values.closes(from) ? Optional.empty() : value;
  }

  private Optional<CNumber> mask(int from) {
    Optional<CNumber> high = values.choice();
    if (high.isEmpty()) {
      return high;
    }
    if (values.skip() != ',') {
      return values.fail(DiagnosticCode.BAD_OPERAND, from, in.at, "GENMASK takes two numbers");
    }
    in.at++;
    return argument(from).flatMap(low -> bits(high.get(), low, from));
  }

  private Optional<CNumber> bits(CNumber high, CNumber low, int from) {
    boolean isMask = low.bits() >= 0 && low.bits() <= high.bits() && high.bits() < Long.SIZE;
    if (!isMask) {
      String range = low.equals(high) ? "" : " to " + low.bits();
      return values.fail(
          DiagnosticCode.IMM_RANGE,
          from,
          in.at,
          "there are no bits " + high.bits() + range + " of 64");
    }
    long mask = -1L << low.bits() & -1L >>> Long.SIZE - 1 - high.bits();
    return Optional.of(new CNumber(CType.UNSIGNED_LONG, mask));
  }

  /** {@code sizeof(struct iphdr)}, {@code sizeof(u32)}, {@code sizeof(1 + 2)}. */
  private Optional<CNumber> size(int from) {
    int start = in.at;
    String type = CTypes.words(in);
    OptionalInt size = CTypes.size(type);
    boolean isPointer = !type.isEmpty() && values.skip() == '*';
    if (isPointer) {
      in.at++;
      size = OptionalInt.of(Long.BYTES);
    }
    if (size.isPresent() && values.skip() == ')') {
      in.at++;
      return Optional.of(new CNumber(CType.UNSIGNED_LONG, Math.abs(size.getAsInt())));
    }
    if (type.startsWith("struct ") || type.startsWith("union ")) {
      return unknown("sizeof(" + type + ")", from, "");
    }
    in.at = start;
    return argument(from)
        .map(value -> new CNumber(CType.UNSIGNED_LONG, value.type().bits / Byte.SIZE));
  }

  /** {@code offsetof(struct __sk_buff, cb[0])}. */
  private Optional<CNumber> offset(String name, int from) {
    String type = CTypes.words(in);
    String field = "";
    if (values.skip() == ',') {
      in.at++;
      values.skip();
      int start = in.at;
      while (in.text[in.at] != ')' && in.text[in.at] != '\n') {
        in.at++;
      }
      field = in.text(start, in.at).replaceAll("\\s", "");
    }
    String path = type.replaceFirst("^(struct|union) ", "") + "." + field;
    OptionalLong known = KernelNames.constant(path);
    if (known.isEmpty() || in.text[in.at] != ')') {
      String near = state.errors.didYouMean(path, KernelNames.candidates(path));
      return unknown(name + "(" + type + ", " + field + ")", from, near);
    }
    in.at++;
    return Optional.of(new CNumber(CType.UNSIGNED_LONG, known.getAsLong()));
  }

  private Optional<CNumber> unknown(String what, int from, String note) {
    return values.fail(
        DiagnosticCode.SYMBOL_UNDEFINED, from, in.at, what + " is no number that is known", note);
  }
}
