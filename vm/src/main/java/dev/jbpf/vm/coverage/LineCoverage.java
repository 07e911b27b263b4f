package dev.jbpf.vm.coverage;

import java.util.List;

/**
 * What was covered of the instructions of one line.
 *
 * @param hits how often the line ran: as often as that of its instructions that ran most often
 * @param instructions in the order of the program
 */
public record LineCoverage(long hits, List<InstructionCoverage> instructions) {
  /** Keeps a copy. */
  public LineCoverage {
    instructions = List.copyOf(instructions);
  }

  /** {@return how many of its instructions ran} */
  public Tally instructionTally() {
    return new Tally(
        (int) instructions.stream().filter(one -> one.hits() > 0).count(), instructions.size());
  }

  /** {@return how many ways of its branches were gone} */
  public Tally branchTally() {
    List<BranchCount> all = branches();
    return new Tally(all.stream().mapToInt(BranchCount::ways).sum(), 2 * all.size());
  }

  /** {@return its branches, in the order of the program} */
  public List<BranchCount> branches() {
    return instructions.stream().flatMap(one -> one.branch().stream()).toList();
  }

  /** {@return whether all of its instructions ran, and all branches went both ways} */
  public boolean isWhole() {
    return instructionTally().percent() == 100 && branchTally().percent() == 100;
  }
}
