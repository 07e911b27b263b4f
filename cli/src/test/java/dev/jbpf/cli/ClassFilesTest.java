package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands take a class file as they take an object: its methods are programs. */
class ClassFilesTest {
  private static final String NAME = "dev/jbpf/examples/methods/FirewallMethod.class";

  @TempDir private Path folder;

  private String classFile() throws IOException {
    Path file = folder.resolve(NAME);
    Files.createDirectories(file.getParent());
    try (InputStream bytes = ClassFilesTest.class.getResourceAsStream("/" + NAME)) {
      Files.write(file, bytes.readAllBytes());
    }
    return file.toString();
  }

  @Test
  void itIsVerified() throws IOException {
    CommandRun run = CommandRun.jbpf("", "verify", classFile());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("firewall").contains("accepted");
    assertThat(run.code()).isZero();
  }

  @Test
  void itRuns() throws IOException {
    Path packet = Files.write(folder.resolve("packet"), new byte[64]);
    CommandRun run = CommandRun.jbpf("", "run", classFile(), "--mem-file", packet.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("0x2\n");
  }

  @Test
  void itIsDisassembled() throws IOException {
    CommandRun run = CommandRun.asm("", "-d", classFile());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("call").contains("exit");
  }
}
