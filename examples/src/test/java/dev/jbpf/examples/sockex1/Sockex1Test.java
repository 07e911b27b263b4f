package dev.jbpf.examples.sockex1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.testing.Tool;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.packet.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class Sockex1Test {
  private static final Pattern LINE = Pattern.compile("TCP (\\d+) UDP 92 ICMP 392 bytes");
  private static final int SENT_BYTES = 9;
  private static final int SENT_PACKETS = 10;

  /** Loopback counts what is behind it. */
  private static final long ETHERNET_HEADER = 14;

  private record Counted(List<String> lines, long sent) {}

  /** Runs two rounds, and asks the kernel how many bytes the interface has sent. */
  private static void countsWhatTheInterfaceSends(String... arguments) throws Exception {
    Counted counted =
        NetworkNamespace.call(
            () -> new Counted(ExampleRun.ok("sockex1", arguments).out(), sentOnLoopback()));
    assertThat(counted.lines()).hasSize(2);
    Matcher last = LINE.matcher(counted.lines().get(1));
    assertThat(last.matches()).as(counted.lines().get(1)).isTrue();
    assertThat(Long.parseLong(last.group(1)) + 92 + 392).isEqualTo(counted.sent());
  }

  private static long sentOnLoopback() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/thread-self/net/dev")).stream()
            .filter(each -> each.strip().startsWith("lo:"))
            .findFirst()
            .orElseThrow();
    String[] columns = line.strip().split("\\s+");
    return Long.parseLong(columns[SENT_BYTES])
        + ETHERNET_HEADER * Long.parseLong(columns[SENT_PACKETS]);
  }

  @Test
  @KernelTest
  void countsTheBytesThatTheInterfaceSends() throws Exception {
    countsWhatTheInterfaceSends("--seconds", "2");
  }

  @Test
  @KernelTest
  void theObjectThatClangMakesCountsThem() throws Exception {
    countsWhatTheInterfaceSends("--seconds", "2", "--object", object().toString());
  }

  /** It stays beside the test classes, so that the second kernel, where no compiler is, has it. */
  private static Path object() throws Exception {
    Path source = file(Sockex1.class, "sockex1.c");
    Path object = file(Sockex1Test.class, "Sockex1Test.class").resolveSibling("sockex1.o");
    boolean isCurrent =
        Files.exists(object)
            && Files.getLastModifiedTime(object).compareTo(Files.getLastModifiedTime(source)) >= 0;
    if (!isCurrent) {
      Tool.named("clang-19").succeed("-O2", "-g", "-target", "bpf", "-c", source, "-o", object);
    }
    return object;
  }

  private static Path file(Class<?> beside, String name) throws Exception {
    return Path.of(Objects.requireNonNull(beside.getResource(name), name).toURI());
  }

  @Test
  void onRecordedPacketsItCountsTheirBytes() {
    ExampleRun run =
        ExampleRun.refused(new Permission("Not permitted.", "Be root."), "sockex1", "--seconds=2");
    assertThat(run.out().subList(1, 3))
        .containsExactly("TCP 678 UDP 46 ICMP 84 bytes", "TCP 1356 UDP 92 ICMP 168 bytes");
  }

  @Test
  void asMethod() {
    SameAsMethod same = new SameAsMethod(ByteCountMethod.class, ByteCount.BYTES);
    byte[] packet = Packet.ethernet().ipv4("192.0.2.1", "192.0.2.2").udp(1, 2).bytes();
    SocketBuffer in = SocketBuffer.of(ProgramType.SOCKET_FILTER, packet);
    SocketBuffer out = in.with(SkBuff.PKT_TYPE, 4);
    ProgramDef values = WithValues.bytesByProtocol();
    for (Program form : List.of(ByteCount.bytesByProtocol(), values.program())) {
      same.check(
          new SameAsMethod.Run("sockex1", form, in), new SameAsMethod.Run("sockex1", form, out));
    }
    same.isTaken(values);
  }
}
