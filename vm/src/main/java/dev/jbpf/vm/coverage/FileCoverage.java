package dev.jbpf.vm.coverage;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was covered of one source.
 *
 * @param name as the programs give it; of Java the path from the root of the sources on
 * @param lines those that instructions come from, by their numbers, from 1
 * @param functions those that start in it, in order
 */
public record FileCoverage(
    String name, SortedMap<Integer, LineCoverage> lines, List<FunctionCoverage> functions) {
  /** Keeps copies. */
  public FileCoverage {
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    functions = List.copyOf(functions);
  }

  /** {@return how many lines ran} */
  public Tally lineTally() {
    int covered = (int) lines.values().stream().filter(line -> line.hits() > 0).count();
    return new Tally(covered, lines.size());
  }

  /** {@return how many ways of branches were gone} */
  public Tally branchTally() {
    return sum(LineCoverage::branchTally);
  }

  /** {@return how many instructions ran} */
  public Tally instructionTally() {
    return sum(LineCoverage::instructionTally);
  }

  /** {@return how many functions were entered} */
  public Tally functionTally() {
    int covered = (int) functions.stream().filter(function -> function.hits() > 0).count();
    return new Tally(covered, functions.size());
  }

  private Tally sum(Function<LineCoverage, Tally> part) {
    return lines.values().stream().map(part).reduce(Tally.NONE, Tally::plus);
  }
}
