package dev.jbpf.vm.coverage;

/**
 * How often each way of a branch was gone.
 *
 * @param taken how often it jumped
 * @param passed how often it went on behind
 */
public record BranchCount(long taken, long passed) {
  /** {@return how many of the two ways were gone} */
  public int ways() {
    return (taken > 0 ? 1 : 0) + (passed > 0 ? 1 : 0);
  }

  BranchCount plus(BranchCount other) {
    return new BranchCount(taken + other.taken, passed + other.passed);
  }
}
