package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command as a process of its own, between pipes: what tests in one process cannot see. */
@Timeout(60)
class StandardStreamsTest {

  private static Process start(String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), JbpfAsm.class.getName());
    builder.command().addAll(List.of(arguments));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void send(Process process, String text) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(text.getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  @Test
  void aPipeIsReadToItsEnd() throws Exception {
    Process process = start("-", "-f", "hex");
    send(process, "r0 = 1\n");
    send(process, "exit\n");
    process.getOutputStream().close();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(new String(out, StandardCharsets.UTF_8))
        .isEqualTo("b700000001000000\n9500000000000000\n");
  }

  @Test
  void aJsonRequestIsAnsweredBeforeTheNextOneCame() throws Exception {
    Process process = start("--jsonl");
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      send(process, "{\"src\": \"exit\"}\n");
      assertThat(answers.readLine()).isEqualTo("{\"hex\":\"9500000000000000\"}");
    }
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
