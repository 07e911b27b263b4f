package dev.jbpf.examples.sockexample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.examples.Examples;
import dev.jbpf.examples.support.Example;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SockExampleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    Example example = Examples.find("sock_example").orElseThrow();
    return example.run(print(out), print(err), arguments);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The kernel's own count of TCP segments received: each was sent, too, over the same lo. */
  private static long segments() throws IOException {
    List<String> tcp =
        Files.readAllLines(Path.of("/proc/thread-self/net/snmp")).stream()
            .filter(line -> line.startsWith("Tcp:"))
            .toList();
    int column = List.of(tcp.get(0).split(" ")).indexOf("InSegs");
    return Long.parseLong(tcp.get(1).split(" ")[column]);
  }

  @Test
  @KernelTest
  void countsExactlyTheTrafficThatItMade() throws Exception {
    long segments =
        NetworkNamespace.call(
            () -> {
              assertThat(run("--seconds", "2")).as("%s", err).isEqualTo(Example.OK);
              return segments();
            });
    assertThat(segments).isPositive();
    assertThat(lines(out)).hasSize(2).first().asString().matches("TCP \\d+ UDP 2 ICMP 4 packets");
    assertThat(lines(out).get(1)).isEqualTo("TCP " + 2 * segments + " UDP 4 ICMP 8 packets");
  }

  @Test
  @KernelTest
  void countsNothingWhereNothingIs() throws Exception {
    NetworkNamespace.call(() -> run("--seconds", "1", "--no-traffic"));
    assertThat(lines(out)).containsExactly("TCP 0 UDP 0 ICMP 0 packets");
  }

  @Test
  @KernelTest
  void anInterfaceThatIsNotThereIsNamed() {
    assertThat(run("--interface", "l0")).isEqualTo(Example.FAILED);
    assertThat(lines(err))
        .containsExactly("sock_example: no network interface l0; did you mean lo?");
  }

  @Test
  void withoutTheRightItSaysSoInTwoLines() {
    Permission refused =
        new Permission("bpf(2) is not permitted: this process lacks CAP_BPF.", "Run it as root.");
    CountCommand command = new CountCommand(print(out), print(err), refused);
    assertThat(new CommandLine(command).execute()).isEqualTo(Example.NOT_POSSIBLE);
    assertThat(lines(err))
        .containsExactly("bpf(2) is not permitted: this process lacks CAP_BPF.", "Run it as root.");
    assertThat(lines(out)).isEmpty();
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    assertThat(run("--second", "x")).isEqualTo(Example.WRONG_USAGE);
    assertThat(lines(err)).isNotEmpty();
  }

  @Test
  void theTextIsTheSameProgram() throws IOException {
    byte[] source;
    try (InputStream stream = SockExample.class.getResourceAsStream("sock_example.s")) {
      source = Objects.requireNonNull(stream).readAllBytes();
    }
    Assembly assembly = Assembler.assemble(source, "sock_example.s", Dialect.AUTO);
    assertThat(assembly.report()).isEmpty();
    Program written = CountProgram.program();
    assertThat(assembly.program()).contains(written);
    assertThat(written.size()).isEqualTo(13);
  }
}
