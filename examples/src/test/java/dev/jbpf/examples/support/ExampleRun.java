package dev.jbpf.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.examples.Examples;
import dev.jbpf.runtime.Permission;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * What a run of an example left behind.
 *
 * @param code its exit code
 * @param out the lines that it printed
 * @param err the lines that it printed as remarks
 */
public record ExampleRun(int code, List<String> out, List<String> err) {

  /** {@return the run of the example of that name} */
  public static ExampleRun of(String name, String... arguments) {
    return of(ExampleRunner::new, name, arguments);
  }

  /** {@return the run of the example of that name, which must have succeeded} */
  public static ExampleRun ok(String name, String... arguments) {
    ExampleRun run = of(name, arguments);
    assertThat(run.code()).as("%s", run.err()).isEqualTo(ExampleRunner.OK);
    return run;
  }

  /** What a test does while an example watches. */
  @FunctionalInterface
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /**
   * {@return the run of an example that was interrupted, as by Ctrl-C, after {@code action}} That
   * begins when the example has printed its first line.
   */
  public static ExampleRun during(Action action, String name, String... arguments)
      throws Exception {
    Console console = new Console();
    Example example = Examples.find(name).orElseThrow();
    FutureTask<Integer> task =
        new FutureTask<>(() -> console.runner(ExampleRunner::new).run(example, arguments));
    Thread thread = new Thread(task, "example");
    thread.start();
    while (!console.hasLine() && thread.isAlive()) {
      Thread.sleep(10);
    }
    action.run();
    thread.interrupt();
    int code = task.get();
    assertThat(code).as("%s", console.err).isEqualTo(ExampleRunner.OK);
    return console.run(code);
  }

  /** {@return the run by a process that lacks what {@code refused} says} */
  public static ExampleRun refused(Permission refused, String name, String... arguments) {
    return of((out, err) -> new ExampleRunner(out, err, needed -> refused), name, arguments);
  }

  private static ExampleRun of(Runners runners, String name, String... arguments) {
    Console console = new Console();
    Example example = Examples.find(name).orElseThrow();
    return console.run(console.runner(runners).run(example, arguments));
  }

  /** Makes the runner that prints there. */
  private interface Runners {
    ExampleRunner runner(PrintStream out, PrintStream err);
  }

  private static final class Console {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    ExampleRunner runner(Runners runners) {
      return runners.runner(print(out), print(err));
    }

    boolean hasLine() {
      return out.size() + err.size() > 0;
    }

    ExampleRun run(int code) {
      return new ExampleRun(code, lines(out), lines(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
      return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }
}
