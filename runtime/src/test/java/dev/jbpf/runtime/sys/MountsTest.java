package dev.jbpf.runtime.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MountsTest {
  private static final List<String> LINES =
      List.of(
          "23 27 0:22 / /sys rw,relatime - sysfs sysfs rw",
          "38 31 0:29 / /sys/fs/cgroup/unified rw shared:5 master:1 - cgroup2 cgroup2 rw",
          "39 31 0:30 /a /mnt/two\\040words\\134\\011x rw - cgroup2 none rw",
          "40 31 0:31 / /mnt/\u00c3\u00a9 rw - tracefs cgroup2 rw");

  @Test
  void namesThePlacesOfAType() {
    assertThat(Mounts.ofType("cgroup2", LINES))
        .containsExactly(Path.of("/sys/fs/cgroup/unified"), Path.of("/mnt/two words\\\tx"));
    assertThat(Mounts.ofType("tracefs", LINES)).hasSize(1);
    assertThat(Mounts.ofType("cgroup", LINES)).isEmpty();
  }

  @Test
  void tellsWhatOneWasMountedWith() {
    String token = "47 27 0:39 / /run/bpf rw - bpf none rw,delegate_cmds=map_create:prog_load";
    assertThat(Mounts.options("bpf", List.of(token, LINES.get(0))))
        .containsExactly(
            Map.entry(Path.of("/run/bpf"), List.of("rw", "delegate_cmds=map_create:prog_load")));
  }

  @Test
  void theThreadsOwnMountsAreRead() {
    assertThat(Mounts.ofType("proc")).contains(Path.of("/proc"));
  }
}
