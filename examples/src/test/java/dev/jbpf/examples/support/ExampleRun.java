package dev.jbpf.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.examples.Examples;
import dev.jbpf.runtime.Permission;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

  /** {@return the run by a process that lacks what {@code refused} says} */
  public static ExampleRun refused(Permission refused, String name, String... arguments) {
    return of((out, err) -> new ExampleRunner(out, err, needed -> refused), name, arguments);
  }

  /** Makes the runner that prints there. */
  private interface Runners {
    ExampleRunner runner(PrintStream out, PrintStream err);
  }

  private static ExampleRun of(Runners runners, String name, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Example example = Examples.find(name).orElseThrow();
    int code = runners.runner(print(out), print(err)).run(example, arguments);
    return new ExampleRun(code, lines(out), lines(err));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
