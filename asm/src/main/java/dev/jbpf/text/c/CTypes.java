package dev.jbpf.text.c;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The types of C that stand in arrays of macros: in casts and behind {@code sizeof}. */
public final class CTypes {
  /** How many bytes a number has, less than 0 for a signed one. */
  private static final Map<String, Integer> SIZES = sizes();

  private static final List<String> WORDS =
      List.of("signed", "unsigned", "char", "short", "int", "long", "const", "volatile");

  private CTypes() {}

  private static Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new HashMap<>();
    for (int bytes = 1; bytes <= 8; bytes *= 2) {
      int bits = bytes * 8;
      for (String name :
          new String[] {"u%d", "__u%d", "uint%d_t", "u_int%d_t", "__be%d", "__le%d"}) {
        sizes.put(name.formatted(bits), bytes);
      }
      for (String name : new String[] {"s%d", "__s%d", "int%d_t"}) {
        sizes.put(name.formatted(bits), -bytes);
      }
    }
    for (String name : new String[] {"size_t", "uintptr_t", "__kernel_size_t", "uintmax_t"}) {
      sizes.put(name, 8);
    }
    for (String name : new String[] {"ssize_t", "intptr_t", "ptrdiff_t", "intmax_t"}) {
      sizes.put(name, -8);
    }
    sizes.putAll(Map.of("__sum16", 2, "__wsum", 4, "pid_t", -4, "uid_t", 4, "gid_t", 4));
    sizes.put("struct bpf_insn", 8);
    sizes.put("struct sock_filter", 8);
    return Map.copyOf(sizes);
  }

  /**
   * Reads the type of a cast and its parenthesis, and returns it; empty, and nothing read, if none
   */
  public static String cast(Cursor in) {
    int from = in.at;
    String type = words(in);
    if (!type.startsWith("struct") && size(type).isPresent() && in.skip() == ')') {
      in.at++;
      return type;
    }
    in.at = from;
    return "";
  }

  /** {@return the words that follow, a blank between each two} */
  public static String words(Cursor in) {
    StringBuilder words = new StringBuilder();
    while (Characters.startsName(in.skip())) {
      in.name();
      words.append(words.length() == 0 ? "" : " ").append(in.text(in.start, in.at));
    }
    return words.toString();
  }

  /** {@return how many bytes the type has, less than 0 for one with a sign, if it is known} */
  public static OptionalInt size(String type) {
    Integer size = SIZES.get(type.replaceFirst("^(const|volatile) ", ""));
    if (size != null) {
      return OptionalInt.of(size);
    }
    if (type.startsWith("struct ")) {
      return ContextFields.size(type.substring("struct ".length()));
    }
    List<String> words = new ArrayList<>(Arrays.asList(type.split(" ")));
    return type.isEmpty() || !WORDS.containsAll(words) ? OptionalInt.empty() : plain(words);
  }

  /** {@code unsigned long int} and the like, whose words may stand in any order. */
  private static OptionalInt plain(List<String> words) {
    words.removeAll(List.of("const", "volatile"));
    boolean isUnsigned = words.remove("unsigned");
    boolean isInt = words.remove("int");
    boolean isSigned = words.remove("signed");
    String rest = String.join(" ", words);
    int bytes =
        switch (rest) {
          case "" -> isInt || isUnsigned || isSigned ? 4 : 0;
          case "char" -> isInt ? 0 : 1;
          case "short" -> 2;
          case "long", "long long" -> 8;
          default -> 0;
        };
    return bytes == 0 || isSigned && isUnsigned
        ? OptionalInt.empty()
        : OptionalInt.of(isUnsigned ? bytes : -bytes);
  }
}
