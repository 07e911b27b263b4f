package dev.jbpf.cli.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.cli.Jbpf;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, which only a process of its own can be given. */
@KernelTest
@Timeout(60)
class SignalsTest {
  @TempDir Path folder;

  @Test
  void aMeasurementEndsWithItsResult() throws Exception {
    LoadedMachine.in(
        folder,
        (machine, group) -> {
          Process process = measuring(machine);
          try {
            BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
            assertThat(messages.readLine()).isEqualTo("Measuring; Ctrl-C ends it.");
            Tool.named("kill").succeed("-INT", process.pid());
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it has ended").isTrue();
            String result = process.inputReader(StandardCharsets.UTF_8).readLine();
            assertThat(result)
                .startsWith("[{\"id\":" + machine.program("rtp") + ",\"name\":\"rtp\"");
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(messages.readLine()).isNull();
          } finally {
            process.destroyForcibly().waitFor();
          }
        });
  }

  /**
   * What runs in the background of a shell ignores Ctrl-C, and so do its children: not this one.
   */
  private static Process measuring(LoadedMachine machine) throws IOException {
    return new ProcessBuilder(
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Jbpf.class.getName(),
            "prog",
            "profile",
            machine.program("rtp"),
            "--json")
        .start();
  }
}
