package dev.jbpf.vm.coverage;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.isa.Operation;
import dev.jbpf.vm.exec.SlotCounts;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * How often each instruction of a program ran, and where its branches led. Exact: what stopped a
 * run counts as run, what stands behind it does not. Immutable.
 */
public final class ProgramCoverage {
  private final Program program;
  private final SlotCounts counts;

  private ProgramCoverage(Program program, SlotCounts counts) {
    this.program = program;
    this.counts = counts;
  }

  /** What {@code counts} say of {@code program}; not for others than the machine. */
  @SuppressWarnings("exports")
  public static ProgramCoverage of(Program program, SlotCounts counts) {
    return new ProgramCoverage(program, counts);
  }

  /** {@return the program; maps that it names have no numbers} */
  public Program program() {
    return program;
  }

  /**
   * {@return how often the instruction at {@code slot} ran}
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public long executed(Slot slot) {
    return counts.executed()[slot.number()];
  }

  /**
   * {@return how often the jump at {@code slot} was taken; 0 where there is none}
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public long taken(Slot slot) {
    return counts.taken()[slot.number()];
  }

  /**
   * {@return how often the function at {@code slot} was entered; 0 where none starts}
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public long entered(Slot slot) {
    return counts.entered()[slot.number()];
  }

  /**
   * {@return how often each way was gone, if a branch is at {@code slot}: a jump on a condition}
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public Optional<BranchCount> branch(Slot slot) {
    return program
        .opAt(slot.number())
        .filter(op -> op.isCondition() || op.operation() == Operation.MAYBE)
        .map(op -> new BranchCount(taken(slot), executed(slot) - taken(slot)));
  }

  /** {@return the slots at which functions start: the program, and what it calls} */
  public BitSet functions() {
    return ProgramFlow.of(program).functions();
  }

  /**
   * {@return the sum of both}
   *
   * @throws IllegalArgumentException if the other is of another program
   */
  public ProgramCoverage plus(ProgramCoverage other) {
    if (!program.equals(other.program)) {
      throw new IllegalArgumentException("coverage of another program cannot be added");
    }
    SlotCounts more = other.counts;
    return new ProgramCoverage(
        program,
        new SlotCounts(
            sum(counts.executed(), more.executed()),
            sum(counts.taken(), more.taken()),
            sum(counts.entered(), more.entered())));
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = new long[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
