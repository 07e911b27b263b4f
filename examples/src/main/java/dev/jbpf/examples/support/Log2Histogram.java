package dev.jbpf.examples.support;

import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.isa.Reg;
import java.io.PrintStream;
import java.util.SortedMap;

/** Counts by powers of two, numbered and printed as BCC does. */
public final class Log2Histogram {
  private static final int WIDTH = 40;

  private Log2Histogram() {}

  /**
   * Adds {@code slot = log2(value) + 1}, and 1 for the value 0, as BCC's {@code bpf_log2l}; {@code
   * value}, of at most 32 bits, is lost.
   */
  public static void slot(ProgramBuilder b, Reg slot, Reg value) {
    b.mov(slot, 1);
    for (int bits = 16; bits > 0; bits /= 2) {
      int half = bits;
      b.ifThen(value.ge(1 << half), t -> t.rsh(value, half).add(slot, half));
    }
  }

  /**
   * Prints the counts.
   *
   * @param unit of the values
   * @param counts by slot
   */
  public static void print(PrintStream out, String unit, SortedMap<Integer, Long> counts) {
    out.printf("     %-19s : count     distribution%n", unit);
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    for (int slot = 1; slot <= counts.lastKey(); slot++) {
      long count = counts.getOrDefault(slot, 0L);
      long low = slot == 1 ? 0 : 1L << (slot - 1);
      String stars = "*".repeat((int) (WIDTH * count / most));
      out.printf("%10d -> %-10d : %-8d |%-40s|%n", low, (1L << slot) - 1, count, stars);
    }
  }
}
