package dev.jbpf.vm.exec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How often control took the edges of a program that tell all others: the jumps that were taken,
 * the returns to behind a call, the functions that were entered, and the instructions that a run
 * was stopped at. How often each instruction ran follows from these, so that straight code is not
 * slowed down.
 *
 * <p>Each machine counts in an array of its own, which goes on to the next one: threads neither
 * wait nor lose a count.
 */
public final class EdgeCounts {
  private final MicroCode code;
  private final List<long[]> all = new ArrayList<>();
  private final Deque<long[]> free = new ArrayDeque<>();
  private Optional<Optional<Paths>> paths = Optional.empty();

  EdgeCounts(MicroCode code) {
    this.code = code;
  }

  /** {@return the index of the edge that does not just go on behind {@code slot}} */
  public static int edge(int slot) {
    return slot;
  }

  /** {@return the index of the entry of the function at {@code slot}} */
  public static int entry(MicroCode code, int slot) {
    return code.words().length + slot;
  }

  /** {@return the index of the runs that a fault stopped at {@code slot}} */
  static int stop(MicroCode code, int slot) {
    return 2 * code.words().length + slot;
  }

  /** {@return the index of the runs on the way of that number} */
  public static int path(MicroCode code, int number) {
    return 3 * code.words().length + number;
  }

  /** {@return the ways through the program, if it has few: runs may be counted by these} */
  public synchronized Optional<Paths> paths() {
    if (paths.isEmpty()) {
      paths = Optional.of(Paths.of(code));
    }
    return paths.get();
  }

  private int size() {
    return path(code, paths().map(Paths::count).orElse(0));
  }

  /** {@return an array that nobody else counts in until it is given back} */
  synchronized long[] lease() {
    long[] counts = free.poll();
    if (counts == null) {
      counts = new long[size()];
      all.add(counts);
    }
    return counts;
  }

  synchronized void giveBack(long[] counts) {
    free.push(counts);
  }

  private synchronized long[] sum() {
    long[] sum = new long[size()];
    all.forEach(counts -> Arrays.setAll(sum, i -> sum[i] + counts[i]));
    paths().ifPresent(known -> addPaths(known, sum));
    return sum;
  }

  private void addPaths(Paths known, long[] sum) {
    for (int way = 0; way < known.count(); way++) {
      long times = sum[path(code, way)];
      if (times > 0) {
        known.addTo(sum, code, way, times);
      }
    }
  }

  /** {@return how often each slot's instruction ran, and how often its jump was taken} */
  public SlotCounts slots() {
    long[] sum = sum();
    long[] words = code.words();
    long[] executed = new long[words.length + 2];
    long[] taken = new long[words.length];
    long[] entered = Arrays.copyOfRange(sum, words.length, 2 * words.length);
    for (int slot = 0; slot < words.length; slot++) {
      executed[slot] += entered[slot];
      if (isJump(MicroCode.micro(words[slot]))) {
        taken[slot] = sum[edge(slot)];
        executed[MicroCode.c(words[slot])] += taken[slot];
      }
    }
    // Control gets forward by jumps, which are known, or to the next slot: one pass is enough.
    for (int slot = 0; slot < words.length; slot++) {
      int micro = MicroCode.micro(words[slot]);
      executed[slot + (micro == Micro.WIDE ? 2 : 1)] +=
          onward(slot, micro, executed[slot] - sum[stop(code, slot)], sum);
    }
    int size = code.program().size();
    return new SlotCounts(
        Arrays.copyOf(executed, size), Arrays.copyOf(taken, size), Arrays.copyOf(entered, size));
  }

  /** {@return how often control went on behind {@code slot}, which it left so often} */
  private long onward(int slot, int micro, long left, long[] sum) {
    return switch (micro) {
      case Micro.TRAP, Micro.EXIT, Micro.JA -> 0;
      case Micro.CALL_LOCAL, Micro.TAIL_CALL -> sum[edge(slot)];
      case Micro.CALL -> code.callsBack(slot) ? sum[edge(slot)] : left;
      case Micro.PACKET -> left - sum[edge(slot)];
      default -> isJump(micro) ? left - sum[edge(slot)] : left;
    };
  }

  static boolean isJump(int micro) {
    return micro >= Micro.JA && micro <= Micro.MAY_GOTO;
  }
}
