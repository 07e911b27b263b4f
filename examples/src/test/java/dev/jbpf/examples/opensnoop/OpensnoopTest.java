package dev.jbpf.examples.opensnoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KernelTest
class OpensnoopTest {
  private static final Path MISSING = Path.of("/tmp/there is no such file");

  @TempDir private Path folder;

  private void open() throws IOException {
    Files.write(folder.resolve("opened"), new byte[1]);
    assertThatIOException().isThrownBy(() -> Files.newInputStream(MISSING).close());
  }

  private static List<String> about(ExampleRun run, Path path) {
    long pid = ProcessHandle.current().pid();
    return run.out().stream()
        .filter(line -> line.startsWith(pid + " ") && line.endsWith(" " + path))
        .toList();
  }

  @Test
  void eachOpenedFileIsALine() throws Exception {
    ExampleRun run = ExampleRun.during(this::open, "opensnoop");
    assertThat(run.out().get(0)).isEqualTo("PID    COMM               FD ERR PATH");
    assertThat(about(run, folder.resolve("opened")))
        .singleElement()
        .asString()
        .matches("\\d+ +\\S.{15} +\\d+   0 /.*");
    assertThat(about(run, MISSING))
        .singleElement()
        .asString()
        .matches("\\d+ +\\S.{15}   -1   2 /tmp/there is no such file");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void failuresAloneCanBeAskedFor() throws Exception {
    ExampleRun run = ExampleRun.during(this::open, "opensnoop", "--failed");
    assertThat(about(run, folder.resolve("opened"))).isEmpty();
    assertThat(about(run, MISSING)).hasSize(1);
  }

  @Test
  void processesCanBeChosenByName() throws Exception {
    ExampleRun run = ExampleRun.during(this::open, "opensnoop", "--name", "nobody");
    assertThat(run.out()).hasSize(1);
  }
}
