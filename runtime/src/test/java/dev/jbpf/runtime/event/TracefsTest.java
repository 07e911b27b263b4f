package dev.jbpf.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.sys.Mounts;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.MountNamespace;
import dev.jbpf.testing.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the kernel's tracing files are found. */
@KernelTest
class TracefsTest {
  private static <T> T bare(Callable<T> body) throws Exception {
    return MountNamespace.without(List.of("tracefs", "debugfs"), body);
  }

  private static Path root() {
    try (Tracefs tracefs = Tracefs.open(Kernel.local())) {
      assertThat(tracefs.root().resolve("events/sched/sched_switch/format")).exists();
      return tracefs.root();
    }
  }

  @Test
  @DisplayName("R1: tracefs that is mounted nowhere is opened all the same, and stays unmounted")
  void nowhere() throws Exception {
    List<Path> mounted =
        bare(
            () -> {
              assertThat(root().toString()).startsWith("/proc/self/fd/");
              return Mounts.ofType("tracefs");
            });
    assertThat(mounted).isEmpty();
  }

  @Test
  @DisplayName("R1: tracefs is found through the debugging files")
  void throughDebugfs() throws Exception {
    Path found =
        bare(
            () -> {
              Tool.named("mount").succeed("-t", "debugfs", "debugfs", "/sys/kernel/debug");
              return root();
            });
    assertThat(found).isEqualTo(Path.of("/sys/kernel/debug/tracing"));
  }

  @Test
  @DisplayName("R1: tracefs is found wherever it is mounted")
  void elsewhere(@TempDir Path folder) throws Exception {
    Path found =
        bare(
            () -> {
              Tool.named("mount").succeed("-t", "tracefs", "tracefs", folder);
              return root();
            });
    assertThat(found).isEqualTo(folder);
  }
}
