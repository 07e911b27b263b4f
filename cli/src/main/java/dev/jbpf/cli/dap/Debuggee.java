package dev.jbpf.cli.dap;

import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.cli.run.VmRun;
import dev.jbpf.vm.Stepper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A program that is run again and again from its start, as one run seen from outside. */
public final class Debuggee {
  private final RunSubject subject;
  private final Supplier<VmRun.Loaded> world;
  private final Function<VmRun.Loaded, Stepper> start;
  private VmRun.Loaded present;
  private int printedNow;
  private int printedEver;

  /**
   * Of {@code subject}.
   *
   * @param world makes a world, the same each time
   * @param start starts the run in it
   */
  public Debuggee(
      RunSubject subject, Supplier<VmRun.Loaded> world, Function<VmRun.Loaded, Stepper> start) {
    this.subject = subject;
    this.world = world;
    this.start = start;
    this.present = world.get();
  }

  RunSubject subject() {
    return subject;
  }

  /** Starts again, in a world of its own. */
  public Stepper begin() {
    present = world.get();
    printedNow = 0;
    return start.apply(present);
  }

  /** {@return the world of the latest run} */
  VmRun.Loaded world() {
    return present;
  }

  /** {@return what was printed that no run before had printed} */
  List<String> printed() {
    List<String> fresh = new ArrayList<>();
    for (String text : present.vm().environment().drainTrace()) {
      if (++printedNow > printedEver) {
        printedEver = printedNow;
        fresh.add(text.strip());
      }
    }
    return fresh;
  }
}
