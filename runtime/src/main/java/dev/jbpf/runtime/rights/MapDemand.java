package dev.jbpf.runtime.rights;

import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel demands of maps of one type.
 *
 * @param key of the size of keys
 * @param value of the size of values
 * @param entries of their number
 * @param allowed the flags that it knows for the type
 * @param required the flags without which it makes none
 */
record MapDemand(
    Amount key, Amount value, Amount entries, Set<MapFlag> allowed, Set<MapFlag> required) {

  /** A number that is not any: whether it is one that may be, and those that may, in words. */
  record Amount(String words, Rule rule) {
    /** Whether a number may be. */
    @FunctionalInterface
    interface Rule {
      boolean holds(long number);
    }

    static final Amount NONE = new Amount("0", n -> n == 0);
    static final Amount SOME = new Amount("1 or more", n -> n > 0);
    static final Amount FOUR = new Amount("4", n -> n == 4);
    static final Amount FOUR_OR_EIGHT = new Amount("4 or 8", n -> n == 4 || n == 8);
  }

  static MapDemand of(Amount key, Amount value, Amount entries, Set<MapFlag> allowed) {
    return new MapDemand(key, value, entries, allowed, Set.of());
  }

  /** {@return the same, and that flag must be} */
  MapDemand requiring(MapFlag flag) {
    EnumSet<MapFlag> more = EnumSet.copyOf(allowed);
    more.add(flag);
    return new MapDemand(key, value, entries, Collections.unmodifiableSet(more), Set.of(flag));
  }

  /** {@return the first demand that {@code def} does not meet, in words} */
  Optional<String> unmet(MapDef<?, ?> def) {
    String type = def.type().kernelName();
    List<String> unmet = new ArrayList<>();
    check(unmet, "keys of %d bytes", def.key().size(), key);
    check(unmet, "values of %d bytes", def.valueSize(), value);
    check(unmet, "%d entries", Integer.toUnsignedLong(def.maxEntries()), entries);
    def.flags().stream()
        .filter(flag -> !allowed.contains(flag))
        .map(flag -> "the flag " + flag + ", which this type does not know")
        .forEach(unmet::add);
    required.stream()
        .filter(flag -> !def.flags().contains(flag))
        .map(flag -> "not the flag " + flag + ", which this type must have")
        .forEach(unmet::add);
    return unmet.stream().findFirst().map(what -> "A " + type + " with " + what);
  }

  private static void check(List<String> unmet, String what, long number, Amount amount) {
    if (!amount.rule().holds(number)) {
      unmet.add(what.formatted(number) + ", must be " + amount.words());
    }
  }
}
