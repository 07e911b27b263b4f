package dev.jbpf.text.cpp;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** What {@code #define} and {@code #undef} say, besides numbers, which are symbols. */
public final class CDefinitions implements Predicate<String> {
  /** What {@code #define} gives that is more than a number. */
  public final CMacros macros = new CMacros();

  /** The names that {@code #undef} takes. */
  final Set<String> undefined = new HashSet<>();

  /** {@return whether that is the name of a macro} */
  @Override
  public boolean test(String name) {
    return macros.isDefined(name);
  }
}
