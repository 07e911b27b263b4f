package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command does for a process without capabilities. */
@KernelTest
@Timeout(60)
class RightsTest {
  @TempDir Path folder;

  @DisplayName("R11: run --engine kernel without rights is not possible, as load is not")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run FILE --engine kernel",
        "run FILE --engine kernel --prog-type xdp",
        "load FILE"
      })
  void withoutCapabilities(String line) throws Exception {
    Path file = Files.writeString(folder.resolve("p.s"), ".section socket\np:\nr0 = 1\nexit\n");
    Tool.Result result = withoutAny(line.replace("FILE", file.toString()).split(" "));
    assertThat(result.exit()).as(result.output()).isEqualTo(3);
    assertThat(result.output()).contains("CAP_BPF");
  }

  /** What may not be asked is no empty table. */
  @Test
  void listsWithoutCapabilities() throws Exception {
    refuses("perf");
    ControlGroup.call(group -> refuses("cgroup", "tree", group.toString()));
  }

  private static void refuses(String... line) {
    Tool.Result result = withoutAny(line);
    assertThat(result.exit()).as(result.output()).isEqualTo(3);
    assertThat(result.output()).contains("EPERM").contains("This process lacks CAP_");
  }

  @Test
  void typesOfTheKernelAreEverybodys() {
    Tool.Result result = withoutAny("btf", "dump", "vmlinux", "--type", "list_head");
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output()).contains("STRUCT 'list_head' size=16 vlen=2");
  }

  @DisplayName("R11: a worker without rights rejects no program: the request cannot be answered")
  @Test
  void requestsWithoutCapabilities() throws Exception {
    Path requests =
        Files.writeString(
            folder.resolve("requests"), "{\"insns\": \"b7000000010000009500000000000000\"}\n");
    Tool shell = Tool.named("sh");
    Object[] command = {"-c", "exec \"$@\" < " + requests, "sh", "setpriv"};
    Object[] worker = arguments("run", "--jsonl", "--engine", "kernel");
    Tool.Result result = shell.run(joined(command, worker));
    assertThat(result.output())
        .startsWith("{\"errors\":[{\"code\":\"not-possible\",")
        .contains("CAP_BPF")
        .doesNotContain("reject");
  }

  /** What is missing is told, with what mends it, and nothing else fails for it. */
  @Test
  void withoutSystemFiles() {
    String script = "umount -l /sys && exec \"$@\"";
    Object[] command = {"--mount", "sh", "-c", script, "sh", "setpriv"};
    Tool.Result result =
        Tool.named("unshare").run(joined(command, arguments(new String[0], "doctor")));
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output())
        .containsPattern("the kernel's types \\(BTF\\) +no +/sys is not mounted")
        .contains("-> mount -t sysfs sysfs /sys")
        .containsPattern("ring buffers +yes");
  }

  private static Tool.Result withoutAny(String... line) {
    return Tool.named("setpriv").run(arguments(line));
  }

  private static Object[] arguments(String... line) {
    return arguments(new String[] {"--bounding-set=-all", "--inh-caps=-all"}, line);
  }

  /** For setpriv. */
  private static Object[] arguments(String[] rights, String... line) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Object[] command = {
      java,
      "--enable-native-access=ALL-UNNAMED",
      "-cp",
      System.getProperty("java.class.path"),
      Jbpf.class.getName()
    };
    return joined(rights, joined(command, line));
  }

  private static Object[] joined(Object[] first, Object[] second) {
    return Stream.of(first, second).flatMap(Arrays::stream).toArray();
  }
}
