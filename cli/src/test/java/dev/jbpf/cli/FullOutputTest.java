package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.runtime.testing.KernelTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T8: output that cannot be written is never passed over, whichever command writes it. */
class FullOutputTest {
  @TempDir Path folder;

  @BeforeEach
  void aDeviceThatIsAlwaysFull() {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "/dev/full is not there");
  }

  private static void assertTold(String... arguments) throws IOException {
    CommandRun run = CommandRun.jbpfIntoFull(arguments);
    assertThat(run.err()).contains("cannot write ").contains("No space left on device");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
  }

  @DisplayName("T8: help, examples, runs and text of jbpf")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "load --help",
        "run --help",
        "gen --help",
        "gen struct --help",
        "probe --help",
        "asm --help",
        "example",
        "example sock_example --help",
        "run FILE",
        "run FILE --engine jit",
        "asm FILE -f hex -o -",
        "asm FILE --listing -o -"
      })
  void withoutAKernel(String line) throws IOException {
    String file = Files.writeString(folder.resolve("p.s"), "r0 = 1\nexit\n").toString();
    assertTold(line.replace("FILE", file).split(" "));
  }

  @DisplayName("T8: probe and load; nothing stays loaded that nobody was told of")
  @KernelTest
  @ParameterizedTest
  @ValueSource(strings = {"probe", "probe --json", "load FILE", "load FILE --json"})
  void withAKernel(String line) throws IOException {
    String source = ".section socket\np:\nr0 = 1\nexit\n";
    String file = Files.writeString(folder.resolve("p.s"), source).toString();
    assertTold(line.replace("FILE", file).split(" "));
  }

  @Test
  @DisplayName("T8: a worker ends when its answers go nowhere")
  void answersOfAWorker() throws IOException {
    byte[] request = "{\"insns\":\"9500000000000000\"}\n".getBytes(StandardCharsets.UTF_8);
    CommandRun run = CommandRun.jbpfIntoFull(request, "run", "--jsonl");
    assertThat(run.err())
        .isEqualTo("jbpf run: cannot write standard output: No space left on device\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  @DisplayName("T8: messages that get lost are no success")
  void messages() throws IOException {
    assertThat(CommandRun.jbpfWithFullMessages("r0 = 1\nexit\n", "run", "-", "--trace").code())
        .isEqualTo(2);
  }

  /** As behind {@code | head -1}. */
  @Test
  void aReaderThatHasEnoughIsNoFailureToTellOf() throws Exception {
    for (String[] line : new String[][] {{"help"}, {"features", "list_builtins", "helpers"}}) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      try (PipedInputStream reader = new PipedInputStream();
          OutputStream pipe = brokenPipe()) {
        int code = CommandRun.jbpf(reader, pipe, err, line);
        assertThat(code).as(line[0]).isEqualTo(141);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
      }
    }
  }

  private static OutputStream brokenPipe() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("Broken pipe");
      }
    };
  }
}
