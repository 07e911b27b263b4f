package dev.jbpf.testkit.coverage;

import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.coverage.Coverage;
import dev.jbpf.vm.coverage.ProgramCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the programs of this JVM's tests have covered so far. */
public final class Covered {
  /** Programs that are the same are found so often, not after each run. */
  private static final int MANY = 500;

  private static final AtomicInteger WANTED = new AtomicInteger();
  private static final List<ProgramCoverage> RECENT = new ArrayList<>();
  private static Coverage sum = Coverage.NONE;

  private Covered() {}

  /** Counts until {@link #end}; several may want it. */
  public static void begin() {
    WANTED.incrementAndGet();
  }

  public static void end() {
    WANTED.decrementAndGet();
  }

  /** {@return the options of a machine, which counts if somebody wants it} */
  public static VmOptions options(VmOptions options) {
    return WANTED.get() > 0 ? options.withCoverage(true) : options;
  }

  /** Adds what the programs of {@code vm} did, whose runs are over. */
  public static void add(Vm vm) {
    if (WANTED.get() > 0 && vm.options().coverage()) {
      synchronized (RECENT) {
        RECENT.addAll(vm.coverage());
        if (RECENT.size() > MANY) {
          settle();
        }
      }
    }
  }

  private static void settle() {
    sum = sum.plus(Coverage.of(RECENT));
    RECENT.clear();
  }

  /** {@return all that was covered since the last time somebody asked} */
  static Coverage take() {
    synchronized (RECENT) {
      settle();
      Coverage all = sum;
      sum = Coverage.NONE;
      return all;
    }
  }
}
