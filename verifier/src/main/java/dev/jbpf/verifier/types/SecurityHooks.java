package dev.jbpf.verifier.types;

import dev.jbpf.verifier.facts.FactTables;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is known of the kernel's security hooks that their types do not tell. */
public final class SecurityHooks {
  private static final int MOST_ERRORS = 4095;
  private static final String PREFIX = "bpf_lsm_";
  private static final Map<Trait, Set<String>> TRAITS =
      read(FactTables.lines(SecurityHooks.class, "hooks.txt"));

  /** What sets hooks apart. */
  public enum Trait {
    /** No program attaches there. */
    CLOSED,
    /** Returns 0 or 1; others return 0 or an error. */
    TRUTH,
    /** Programs that may sleep attach there. */
    SLEEPING
  }

  private SecurityHooks() {}

  private static Map<Trait, Set<String>> read(List<String> lines) {
    Map<Trait, Set<String>> traits = new EnumMap<>(Trait.class);
    for (String line : lines) {
      List<String> words = List.of(line.split(" "));
      Trait trait = Trait.valueOf(words.get(0).toUpperCase(Locale.ROOT));
      traits.computeIfAbsent(trait, none -> new HashSet<>()).addAll(words.subList(1, words.size()));
    }
    return traits;
  }

  /** {@return whether the hook of that name in the kernel's types has the trait} */
  public static boolean has(String name, Trait trait) {
    return name.startsWith(PREFIX) && TRAITS.get(trait).contains(name.substring(PREFIX.length()));
  }

  /** {@return the least number of 32 bits that the hook, which returns one, may return} */
  public static int least(String name) {
    return has(name, Trait.TRUTH) ? 0 : -MOST_ERRORS;
  }

  /** {@return the greatest number of 32 bits that the hook, which returns one, may return} */
  public static int most(String name) {
    return has(name, Trait.TRUTH) ? 1 : 0;
  }
}
