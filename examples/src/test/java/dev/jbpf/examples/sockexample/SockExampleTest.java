package dev.jbpf.examples.sockexample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.ExampleRunner;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SockExampleTest {

  /** The kernel's own count of TCP segments received: each was sent, too, over the same lo. */
  private static long segments() throws IOException {
    List<String> tcp =
        Files.readAllLines(Path.of("/proc/thread-self/net/snmp")).stream()
            .filter(line -> line.startsWith("Tcp:"))
            .toList();
    int column = List.of(tcp.get(0).split(" ")).indexOf("InSegs");
    return Long.parseLong(tcp.get(1).split(" ")[column]);
  }

  private record Counted(List<String> lines, long segments) {}

  @Test
  @KernelTest
  void countsExactlyTheTrafficThatItMade() throws Exception {
    Counted counted =
        NetworkNamespace.call(
            () -> new Counted(ExampleRun.ok("sock_example", "--seconds", "2").out(), segments()));
    assertThat(counted.segments()).isPositive();
    assertThat(counted.lines())
        .hasSize(2)
        .first()
        .asString()
        .matches("TCP \\d+ UDP 2 ICMP 4 packets");
    assertThat(counted.lines().get(1))
        .isEqualTo("TCP " + 2 * counted.segments() + " UDP 4 ICMP 8 packets");
  }

  @Test
  @KernelTest
  void countsNothingWhereNothingIs() throws Exception {
    ExampleRun run =
        NetworkNamespace.call(() -> ExampleRun.of("sock_example", "--seconds=1", "--no-traffic"));
    assertThat(run.out()).containsExactly("TCP 0 UDP 0 ICMP 0 packets");
  }

  @Test
  @KernelTest
  void anInterfaceThatIsNotThereIsNamed() {
    ExampleRun run = ExampleRun.of("sock_example", "--interface", "l0");
    assertThat(run.code()).isEqualTo(ExampleRunner.FAILED);
    assertThat(run.err())
        .containsExactly("sock_example: no network interface l0; did you mean lo?");
  }

  @Test
  void onRecordedPacketsItCountsEachOnce() {
    Permission refused =
        new Permission("bpf(2) is not permitted: this process lacks CAP_BPF.", "Run it as root.");
    ExampleRun run = ExampleRun.refused(refused, "sock_example", "--seconds", "2");
    assertThat(run.out())
        .containsExactly(
            "bpf(2) is not permitted: this process lacks CAP_BPF. Shown instead: jbpf's virtual"
                + " machine, on packets recorded earlier.",
            "TCP 10 UDP 1 ICMP 2 packets",
            "TCP 20 UDP 2 ICMP 4 packets");
  }

  @Test
  void theTextIsTheSameProgram() throws IOException {
    byte[] source;
    try (InputStream stream = SockExample.class.getResourceAsStream("sock_example.s")) {
      source = Objects.requireNonNull(stream).readAllBytes();
    }
    Assembly assembly = Assembler.assemble(source, "sock_example.s", Dialect.AUTO);
    assertThat(assembly.report()).isEmpty();
    Program written = CountProgram.byInstructions();
    assertThat(assembly.program()).contains(written);
    assertThat(written.size()).isEqualTo(13);
  }
}
