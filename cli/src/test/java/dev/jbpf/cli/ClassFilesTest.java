package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands take a class file as they take an object: its methods are programs. */
class ClassFilesTest {
  private static final String FIREWALL = "dev/jbpf/examples/methods/FirewallMethod.class";
  private static final String COUNTER = "dev/jbpf/examples/methods/SockExampleMethod.class";

  @TempDir private Path folder;

  private String classFile(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream bytes = ClassFilesTest.class.getResourceAsStream("/" + name)) {
      Files.write(file, bytes.readAllBytes());
    }
    return file.toString();
  }

  @Test
  void itIsVerified() throws IOException {
    CommandRun run = CommandRun.jbpf("", "verify", classFile(FIREWALL));
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("firewall").contains("accepted");
    assertThat(run.code()).isZero();
  }

  @Test
  void itRuns() throws IOException {
    byte[] bytes = new byte[64];
    bytes[14 + 9] = 17;
    String packet = Files.write(folder.resolve("packet"), bytes).toString();
    CommandRun run = CommandRun.jbpf("", "run", classFile(COUNTER), "--mem-file", packet, "--maps");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("0x0\n").contains("11 00 00 00 = 01 00 00 00 00 00 00 00\n");
  }

  @Test
  void itIsDisassembled() throws IOException {
    CommandRun run = CommandRun.asm("", "-d", classFile(FIREWALL));
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("call").contains("exit");
  }

  @Test
  void aJarIsTheObjectOfAllItsClasses() throws IOException {
    String jar = jar(FIREWALL, COUNTER);
    CommandRun verified = CommandRun.jbpf("", "verify", jar);
    assertThat(verified.err()).isEmpty();
    assertThat(verified.out()).contains("firewall").contains("sock_example");
    assertThat(verified.code()).isZero();
    CommandRun printed = CommandRun.asm("", "-d", jar);
    assertThat(printed.err()).isEmpty();
    assertThat(printed.out()).contains("firewall:", "sock_example:");
  }

  @Test
  void severalAreLinkedAsOneObject() throws IOException {
    String both = folder.resolve("both.o").toString();
    CommandRun linked =
        CommandRun.jbpf("", "link", classFile(FIREWALL), classFile(COUNTER), "-o", both);
    assertThat(linked.err()).isEmpty();
    assertThat(linked.code()).isZero();
    CommandRun verified = CommandRun.jbpf("", "verify", both);
    assertThat(verified.out()).contains("firewall").contains("sock_example");
    assertThat(verified.code()).isZero();
  }

  @Test
  void aJarWithoutProgramsIsNone() throws IOException {
    CommandRun run = CommandRun.jbpf("", "verify", jar("dev/jbpf/cli/CommandRun.class"));
    assertThat(run.err()).contains("no method of its classes is marked by @BpfProgram");
    assertThat(run.code()).isEqualTo(2);
  }

  private String jar(String... names) throws IOException {
    Path file = folder.resolve("some.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = ClassFilesTest.class.getResourceAsStream("/" + name)) {
          bytes.transferTo(jar);
        }
      }
    }
    return file.toString();
  }
}
