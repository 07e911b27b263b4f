package dev.jbpf.examples.support;

import dev.jbpf.runtime.Kernel;
import java.util.concurrent.FutureTask;

/** Runs of examples that watch what somebody else makes, in the calling thread's network. */
public final class Watched {
  private static final int PATIENCE_MILLIS = 5_000;

  private Watched() {}

  /** {@return the run; {@code traffic} is made once it has begun to watch} */
  public static ExampleRun run(Run.Task traffic, String name, String... arguments)
      throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              awaitLink(Kernel.local().links().size());
              traffic.run();
              return null;
            });
    Thread thread = new Thread(task, "traffic");
    thread.start();
    ExampleRun run = ExampleRun.ok(name, arguments);
    task.get();
    return run;
  }

  private static void awaitLink(int before) throws InterruptedException {
    for (int i = 0; i < PATIENCE_MILLIS && Kernel.local().links().size() <= before; i++) {
      Thread.sleep(1);
    }
  }
}
