package dev.jbpf.verifier.types;

import dev.jbpf.verifier.facts.FactTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of functions that programs fill in for the kernel (struct_ops), by what its types do not
 * tell: which members are open, what these are given and may call.
 */
public final class Operations {
  private static final Map<String, Operations> TABLE =
      read(FactTables.lines(Operations.class, "operations.txt"));

  private final String structure;
  private final Set<String> closed = new HashSet<>();
  private final Set<String> sleeping = new HashSet<>();
  private final Map<String, String> given = new HashMap<>();
  private final Map<String, Set<Integer>> exceptions = new HashMap<>();
  private boolean hasHelpers = true;

  private Operations(String structure) {
    this.structure = structure;
  }

  private static Map<String, Operations> read(List<String> lines) {
    Map<String, Operations> all = new HashMap<>();
    for (String line : lines) {
      List<String> words = new ArrayList<>(List.of(line.split(" ")));
      all.computeIfAbsent(words.remove(0), Operations::new).add(words.remove(0), words);
    }
    return all;
  }

  private void add(String what, List<String> words) {
    switch (what) {
      case "closed" -> closed.addAll(words);
      case "sleeping" -> sleeping.addAll(words);
      case "given" -> given.put(words.get(0), words.get(1));
      case "no-helpers" -> hasHelpers = false;
      case "helpers-but" ->
          words.stream()
              .skip(1)
              .map(Integer::valueOf)
              .forEach(
                  number ->
                      exceptions
                          .computeIfAbsent(words.get(0), none -> new HashSet<>())
                          .add(number));
      default -> throw new IllegalStateException(what);
    }
  }

  /** {@return what is known of the table of that name; empty if no kernel was asked about it} */
  public static Optional<Operations> of(String structure) {
    return Optional.ofNullable(TABLE.get(structure));
  }

  /** {@return whether programs may be for that member, if they sleep or not} */
  public boolean isOpen(String member, boolean maySleep) {
    return !closed.contains(member)
        && (!maySleep || sleeping.isEmpty() || sleeping.contains(member));
  }

  /** {@return whether a program for that member may call that helper, if any of its type may} */
  public boolean admits(String member, int helper) {
    return hasHelpers && !exceptions.getOrDefault(member, Set.of()).contains(helper);
  }

  /** {@return the name of the structure that an object is of which is given as that one} */
  String given(String name) {
    return given.getOrDefault(name, name);
  }

  /** {@return whether so many bytes at {@code off} of the kernel's structure may be stored to} */
  public boolean mayStore(KernelView view, int type, long off, int size) {
    return MemberStores.isOpen(structure, view, type, off, size);
  }
}
