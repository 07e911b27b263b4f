package dev.jbpf.vm.coverage;

import dev.jbpf.code.Program;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What runs have covered, of any number of programs: merged over tests, engines and JVMs, as it
 * does not matter who has run what. Immutable.
 */
public final class Coverage {
  /** Nothing. */
  public static final Coverage NONE = new Coverage(Map.of());

  private final Map<Key, ProgramCoverage> programs;

  /** The same instructions of two places are two programs. */
  private record Key(Program program, String places) {
    static Key of(Program program) {
      StringBuilder places = new StringBuilder();
      for (int slot = 0; slot < program.size(); slot++) {
        places.append(program.origins().at(slot)).append('\n');
      }
      return new Key(program, places.toString());
    }
  }

  private Coverage(Map<Key, ProgramCoverage> programs) {
    this.programs = programs;
  }

  /** {@return that of all of these} */
  public static Coverage of(Collection<ProgramCoverage> programs) {
    return NONE.plus(programs);
  }

  /** {@return the sum} */
  public Coverage plus(Coverage other) {
    return plus(other.programs.values());
  }

  private Coverage plus(Collection<ProgramCoverage> more) {
    Map<Key, ProgramCoverage> all = new LinkedHashMap<>(programs);
    more.forEach(one -> all.merge(Key.of(one.program()), one, ProgramCoverage::plus));
    return new Coverage(all);
  }

  /** {@return each program, once} */
  public List<ProgramCoverage> programs() {
    return List.copyOf(programs.values());
  }

  /**
   * {@return what that is in terms of sources, sorted by names} What comes from the same line in
   * several programs, a function of C that two of them call say, is taken together.
   */
  public List<FileCoverage> files() {
    CoveredLines lines = new CoveredLines();
    programs.values().forEach(lines::add);
    return lines.files();
  }

  /** {@return the sums over all sources} */
  public Totals totals() {
    return Totals.of(files());
  }

  /**
   * Sums over sources.
   *
   * @param instructions those that ran
   * @param branches the ways that were gone
   * @param lines those that ran
   * @param functions those that were entered
   */
  public record Totals(Tally instructions, Tally branches, Tally lines, Tally functions) {
    static Totals of(List<FileCoverage> files) {
      return new Totals(
          sum(files, FileCoverage::instructionTally),
          sum(files, FileCoverage::branchTally),
          sum(files, FileCoverage::lineTally),
          sum(files, FileCoverage::functionTally));
    }

    private static Tally sum(List<FileCoverage> files, Function<FileCoverage, Tally> part) {
      return files.stream().map(part).reduce(Tally.NONE, Tally::plus);
    }
  }
}
