package dev.jbpf.vm.coverage;

import java.util.Optional;

/**
 * How often an instruction ran.
 *
 * @param text how the llvm dialect writes it
 * @param hits how often
 * @param branch how often each way was gone, where it is a branch
 */
public record InstructionCoverage(String text, long hits, Optional<BranchCount> branch) {
  /** {@return both together, where one line stands for several programs} */
  InstructionCoverage plus(InstructionCoverage other) {
    Optional<BranchCount> sum =
        branch.map(here -> other.branch.map(here::plus).orElse(here)).or(() -> other.branch);
    return new InstructionCoverage(text, hits + other.hits, sum);
  }
}
