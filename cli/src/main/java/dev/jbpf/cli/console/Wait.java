package dev.jbpf.cli.console;

import dev.jbpf.runtime.object.ObjectLinks;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Waits while programs are at work, and tells when a place goes from under one. */
public final class Wait {
  private static final long STEP_MILLIS = 200;

  private final ObjectLinks links;
  private final PrintStream err;
  private final Set<ObjectLinks.Attached> lost = new HashSet<>();

  public Wait(ObjectLinks links, PrintStream err) {
    this.links = links;
    this.err = err;
  }

  /**
   * {@return the exit code, when the time is up or nothing is attached any more}
   *
   * @throws InterruptedException if the user ends it before
   */
  public int until(Optional<Integer> seconds) throws InterruptedException {
    long start = System.nanoTime();
    long nanos = TimeUnit.SECONDS.toNanos(seconds.orElse(Integer.MAX_VALUE));
    while (System.nanoTime() - start < nanos && !isAllLost()) {
      long left = TimeUnit.NANOSECONDS.toMillis(nanos - (System.nanoTime() - start));
      TimeUnit.MILLISECONDS.sleep(Math.min(STEP_MILLIS, left + 1));
    }
    isAllLost();
    return lost.isEmpty() ? ExitCode.OK : ExitCode.BAD_SOURCE;
  }

  private boolean isAllLost() {
    for (ObjectLinks.Attached each : links.lost()) {
      if (lost.add(each)) {
        err.println(
            "program '"
                + each.name()
                + "' is not attached any more to "
                + each.hook()
                + ": the place is gone, or somebody forced the program off");
      }
    }
    List<ObjectLinks.Attached> all = links.attached();
    return !all.isEmpty() && lost.size() == all.size();
  }
}
