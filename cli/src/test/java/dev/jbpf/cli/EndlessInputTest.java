package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.jsonl.RequestLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T22: inputs without end, and what is no file: one line, and no trace. */
class EndlessInputTest {
  @TempDir Path folder;

  private static InputStream zeros() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] bytes, int from, int count) {
        return count;
      }
    };
  }

  private static CommandRun run(InputStream in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    int code = Jbpf.run(console, arguments);
    return new CommandRun(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  private static void assertOneLine(CommandRun run, String message) {
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  @DisplayName("T22: - < /dev/zero")
  void standardInput() {
    assertOneLine(run(zeros(), "asm", "-", "-o", "-"), "cannot read -: it has more than 256 MiB");
    assertOneLine(run(zeros(), "asm", "-d", "-"), "cannot read -: it has more than 256 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asm FILE", "asm -d FILE", "run FILE", "load FILE"})
  @DisplayName("T22: a device, and a folder, as the file")
  void files(String line) {
    assumeTrue(Files.isReadable(Path.of("/dev/zero")), "/dev/zero is not there");
    assertOneLine(
        run(zeros(), line.replace("FILE", "/dev/zero").split(" ")), "it has more than 256 MiB");
    assertOneLine(
        run(zeros(), line.replace("FILE", folder.toString()).split(" ")), "it is a folder");
  }

  @Test
  @DisplayName("T22: .include \"/dev/zero\", and of a folder")
  void included() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/dev/zero")), "/dev/zero is not there");
    String source = ".include \"/dev/zero\"\n.include \"" + folder + "\"\nexit\n";
    Path file = Files.writeString(folder.resolve("inc.s"), source);
    CommandRun run = run(zeros(), "asm", file.toString(), "-o", "-");
    assertThat(run.err())
        .contains("cannot read the file '/dev/zero': it has more than 256 MiB")
        .contains("cannot read the file '" + folder + "': it is a folder");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  @DisplayName("T22: a request without end is answered, and so is the next one")
  void requests() {
    byte[] line = new byte[RequestLines.MOST + 1];
    java.util.Arrays.fill(line, (byte) 'x');
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(line),
            new ByteArrayInputStream("\n{\"src\": \"exit\"}".getBytes(StandardCharsets.UTF_8)));
    CommandRun run = run(in, "asm", "--jsonl");
    assertThat(run.out())
        .isEqualTo(
            "{\"errors\":[{\"code\":\"request\",\"message\":\"a request has at most 64 MiB\"}]}\n"
                + "{\"hex\":\"9500000000000000\"}\n");
    assertThat(run.code()).isZero();
  }

  @Test
  @DisplayName("T20, T24: a worker answers a macro that doubles its argument, shortly")
  void macros() {
    String request =
        "{\"src\": \".macro m a\\nm \\\\a\\\\a\\n.endm\\nm x\"}\n"
            + "{\"src\": \""
            + "a:\\n".repeat(5_000)
            + "\"}\n{\"src\": \"exit\"}\n";
    CommandRun run =
        run(new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), "asm", "--jsonl");
    assertThat(run.out().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).contains("too-large").hasSizeLessThan(1_000),
            second -> assertThat(second).contains("3999 more messages").hasSizeLessThan(200_000),
            third -> assertThat(third).isEqualTo("{\"hex\":\"9500000000000000\"}"));
  }

  @Test
  @DisplayName("T22: a part of the program that cannot be read is one line")
  void missingParts() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(console.giveUp("jbpf", new NoClassDefFoundError("picocli/CommandLine")))
        .isEqualTo(2);
    assertThat(console.giveUp("jbpf", new OutOfMemoryError("heap"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("cannot be read: raise the limit of open files (ulimit -n)")
        .contains("not enough memory")
        .hasLineCount(2);
  }
}
