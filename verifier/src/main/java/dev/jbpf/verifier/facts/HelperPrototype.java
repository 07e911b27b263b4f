package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.Helper;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a helper demands and does. Tables write it as {@code NAME(ARGUMENT, …) -> RESULT EFFECT …}.
 *
 * @param helper which one
 * @param arguments what R1 to R5 must hold, as many as the helper looks at
 * @param result what R0 holds afterwards
 * @param effects what it does beside that
 */
public record HelperPrototype(
    Helper helper, List<Argument> arguments, Result result, Set<Effect> effects) {
  private static final String ARROW = ") -> ";

  /** A prototype; {@code arguments} and {@code effects} are copied. */
  public HelperPrototype {
    arguments = List.copyOf(arguments);
    effects = Set.copyOf(effects);
  }

  /** {@return the prototype that a table writes so} */
  static HelperPrototype parse(String line) {
    int open = line.indexOf('(');
    int arrow = line.indexOf(ARROW);
    String[] after = line.substring(arrow + ARROW.length()).split(" ");
    EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
    Arrays.stream(after).skip(1).map(Effect::parse).forEach(effects::add);
    return new HelperPrototype(
        FactTables.helper(line.substring(0, open)),
        Arrays.stream(line.substring(open + 1, arrow).split(", "))
            .filter(word -> !word.isEmpty())
            .map(Argument::parse)
            .toList(),
        Result.parse(after[0]),
        effects);
  }

  /** {@return whether it does that} */
  public boolean has(Effect effect) {
    return effects.contains(effect);
  }

  /** {@return the index in {@link #arguments} of what the caller gives up; empty if nothing} */
  public OptionalInt released() {
    return IntStream.range(0, arguments.size())
        .filter(i -> arguments.get(i).isReleased())
        .findFirst();
  }
}
