package dev.jbpf.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.examples.Examples;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.error.SyscallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/** What all examples get from the runner. */
class ExampleRunnerTest {
  private static final Permission GRANTED = new Permission("", "");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Example example, String... arguments) {
    return new ExampleRunner(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            needed -> GRANTED)
        .run(example, arguments);
  }

  /** An example that does nothing in the kernel. */
  private static final class Fake implements Example {
    private final Body body;

    @Option(names = "--word", description = "What to say.")
    private String word = "hello";

    interface Body {
      void run(Run run, String word) throws Exception;
    }

    Fake(Body body) {
      this.body = body;
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String description() {
      return "says a word";
    }

    @Override
    public void run(Run run) throws Exception {
      body.run(run, word);
    }
  }

  @Test
  void optionsOfTheExampleAndOfAllAreRead() {
    Example fake = new Fake((run, word) -> run.every(Duration.ofMillis(300), () -> say(run, word)));
    assertThat(run(fake, "--word", "bye", "--seconds", "1")).isEqualTo(ExampleRunner.OK);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("bye", "bye", "bye", "bye");
  }

  private static void say(Run run, String word) {
    run.out().println(word);
  }

  @Test
  void helpNamesTheOptions() {
    assertThat(run(new Fake((run, word) -> {}), "--help")).isEqualTo(ExampleRunner.OK);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Usage: jbpf example fake")
        .contains("It says a word.", "--word", "--seconds=N", "until Ctrl-C");
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    assertThat(run(new Fake((run, word) -> {}), "--seconds", "x"))
        .isEqualTo(ExampleRunner.WRONG_USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--seconds");
    assertThat(run(new Fake((run, word) -> {}), "--seconds", "0"))
        .isEqualTo(ExampleRunner.WRONG_USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("must be 1 or more");
  }

  @Test
  void progressIsSaidWhenThereIsSome() {
    Iterator<String> progress = List.of("1 thing", "1 thing", "2 things").iterator();
    run(new Fake((run, word) -> run.await(progress::next)), "--seconds", "3");
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("1 thing", "2 things");
    assertThat(out.size()).isZero();
  }

  @Test
  void aClosedPipeEndsTheRun() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    PrintStream nobody = new PrintStream(closed, true, StandardCharsets.UTF_8);
    int[] times = {0};
    Example fake =
        new Fake((run, word) -> run.every(Duration.ofMillis(1), () -> say(run, word + times[0]++)));
    new ExampleRunner(nobody, nobody, needed -> GRANTED).run(fake);
    assertThat(times[0]).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheRunAndLetsItPrintItsSums() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    Example fake =
        new Fake(
            (run, word) -> {
              run.repeat(atMost -> Thread.sleep(atMost.toMillis()));
              seen.add(Thread.currentThread().isInterrupted() ? "disturbed" : "undisturbed");
            });
    Thread thread =
        new Thread(
            () -> {
              run(fake);
              seen.add(Thread.currentThread().isInterrupted() ? "interrupted" : "forgotten");
            });
    thread.start();
    thread.interrupt();
    thread.join();
    assertThat(seen).containsExactly("undisturbed", "interrupted");
  }

  @Test
  void whatTheKernelRefusesIsOneLine() {
    Example fake =
        new Fake(
            (run, word) -> {
              throw new SyscallException("cannot do it", Errno.EBUSY, "Do it later");
            });
    assertThat(run(fake)).isEqualTo(ExampleRunner.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("fake: cannot do it: EBUSY")
        .endsWith("Do it later");
  }

  @Test
  void whatTheKernelDoesNotHaveIsNotPossible() {
    Example fake =
        new Fake(
            (run, word) -> {
              throw new SyscallException("cannot do it", Errno.EOPNOTSUPP);
            });
    assertThat(run(fake)).isEqualTo(ExampleRunner.NOT_POSSIBLE);
  }

  @Test
  void withoutTheRightExamplesSaySoInTwoLinesOrShowARecording() {
    Permission refused =
        new Permission("bpf(2) is not permitted: this process lacks CAP_BPF.", "Run it as root.");
    for (Example example : Examples.all()) {
      ExampleRun run = ExampleRun.refused(refused, example.name());
      if (example.replay().isPresent()) {
        assertThat(run.code()).as(example.name()).isEqualTo(ExampleRunner.OK);
        assertThat(run.out()).first().isEqualTo(refused.missing() + Replay.INSTEAD);
        assertThat(run.out()).hasSizeGreaterThan(1);
        assertThat(run.err()).isEmpty();
      } else {
        assertThat(run.code()).as(example.name()).isEqualTo(ExampleRunner.NOT_POSSIBLE);
        assertThat(run.err()).containsExactly(refused.missing(), "Run it as root.");
        assertThat(run.out()).isEmpty();
      }
    }
  }

  @Test
  void namesAreUnique() {
    assertThat(Examples.all().stream().map(Example::name)).doesNotHaveDuplicates();
  }
}
