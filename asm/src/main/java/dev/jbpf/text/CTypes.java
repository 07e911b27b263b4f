package dev.jbpf.text;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What C calculates when it compiles, as it stands in arrays of macros that are pasted. */
final class CTypes {
  private static final Set<String> SWAPS_16 =
      Set.of("htons", "ntohs", "bpf_htons", "bpf_ntohs", "__bpf_htons", "__bpf_constant_htons");
  private static final Set<String> SWAPS_32 =
      Set.of("htonl", "ntohl", "bpf_htonl", "bpf_ntohl", "__bpf_htonl", "__bpf_constant_htonl");

  /** How many bytes a number has, less than 0 for a signed one. */
  private static final Map<String, Integer> SIZES = sizes();

  private CTypes() {}

  private static Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new HashMap<>();
    for (int bytes = 1; bytes <= 8; bytes *= 2) {
      int bits = bytes * 8;
      for (String name : new String[] {"u%d", "__u%d", "uint%d_t", "__be%d", "__le%d"}) {
        sizes.put(name.formatted(bits), bytes);
      }
      for (String name : new String[] {"s%d", "__s%d", "int%d_t"}) {
        sizes.put(name.formatted(bits), -bytes);
      }
    }
    String[] plain = {"char", "short", "int", "long"};
    for (int i = 0; i < plain.length; i++) {
      sizes.put(plain[i], -(1 << i));
      sizes.put("signed " + plain[i], -(1 << i));
      sizes.put("unsigned " + plain[i], 1 << i);
    }
    sizes.putAll(Map.of("unsigned", 4, "long long", -8, "unsigned long long", 8, "size_t", 8));
    return Map.copyOf(sizes);
  }

  /**
   * Reads the type of a cast and its parenthesis. {@return it; empty, and nothing read, if none}
   */
  static String cast(Scanner in) {
    int from = in.at;
    String type = words(in);
    if (SIZES.containsKey(type) && in.skip() == ')') {
      in.at++;
      return type;
    }
    in.at = from;
    return "";
  }

  /** {@return the words that follow, a blank between each two} */
  private static String words(Scanner in) {
    StringBuilder words = new StringBuilder();
    while (Chars.startsName(in.skip())) {
      in.name();
      words.append(words.length() == 0 ? "" : " ").append(in.text(in.start, in.at));
    }
    return words.toString();
  }

  /** {@return the value as a number of that type} */
  static long cast(String type, long value) {
    int size = SIZES.get(type);
    int shift = 64 - Math.abs(size) * 8;
    return size < 0 ? value << shift >> shift : value << shift >>> shift;
  }

  static boolean isFunction(String name) {
    return name.equals("offsetof")
        || name.equals("sizeof")
        || SWAPS_16.contains(name)
        || SWAPS_32.contains(name);
  }

  /** {@return what {@code offsetof} or {@code sizeof} is asked for: {@code struct iphdr, ttl}} */
  static String arguments(Scanner in) {
    String type = words(in);
    if (in.skip() != ',') {
      return type;
    }
    in.at++;
    return type + ", " + words(in);
  }

  /** {@return its value, if that is known} */
  static OptionalLong evaluate(String name, String arguments) {
    if (name.equals("offsetof")) {
      return KernelNames.constant(field(arguments));
    }
    Integer size = SIZES.get(arguments);
    return size == null ? OptionalLong.empty() : OptionalLong.of(Math.abs(size));
  }

  /** {@return {@code iphdr.ttl} for {@code struct iphdr, ttl}} */
  static String field(String arguments) {
    return arguments.replaceFirst("^(struct|union) ", "").replace(", ", ".");
  }

  /** {@return what {@code bpf_htons} and its kind make of the value on that machine} */
  static long toNetworkOrder(String name, long value, ByteOrder order) {
    boolean isShort = SWAPS_16.contains(name);
    if (order == ByteOrder.BIG_ENDIAN) {
      return isShort ? value & 0xffff : value & 0xffff_ffffL;
    }
    return isShort
        ? Short.toUnsignedLong(Short.reverseBytes((short) value))
        : Integer.toUnsignedLong(Integer.reverseBytes((int) value));
  }
}
