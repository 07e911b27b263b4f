package dev.jbpf.runtime.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.info.MapInfo;
import dev.jbpf.runtime.info.ProgramInfo;
import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.testing.Bpffs;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed leaves nothing attached, and nothing pinned but what it pinned. */
@KernelTest
class KilledProcessTest {
  private static final Kernel KERNEL = Kernel.local();

  private final String name = "doomed" + ProcessHandle.current().pid() % 100_000;

  private Set<Long> programs() {
    return KERNEL.programs().stream()
        .filter(program -> program.name().equals(name))
        .map(ProgramInfo::id)
        .collect(Collectors.toSet());
  }

  private List<MapInfo> maps() {
    return KERNEL.maps().stream().filter(map -> map.name().equals(name)).toList();
  }

  private long links(Set<Long> programs) {
    return KERNEL.links().stream().filter(link -> programs.contains(link.programId())).count();
  }

  private void killWhenReady(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = name;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Process child = NetworkNamespace.call(() -> ChildJvm.start(Doomed.class, all));
    try (BufferedReader lines = child.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      Set<Long> programs = programs();
      assertThat(programs).hasSize(5);
      assertThat(links(programs)).isGreaterThanOrEqualTo(3);
      assertThat(maps()).hasSize(1);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** The kernel frees what is not used any more after a while. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
  }

  @Test
  void nothingIsLeft() throws Exception {
    killWhenReady();
    await(() -> programs().isEmpty() && maps().isEmpty());
    assertThat(programs()).isEmpty();
    assertThat(maps()).isEmpty();
  }

  @Test
  void whatWasPinnedStays(@TempDir Path folder) throws Exception {
    try (Bpffs bpffs = Bpffs.mount(folder)) {
      Path pin = bpffs.path("map");
      killWhenReady(pin.toString());
      await(() -> programs().isEmpty());
      assertThat(programs()).isEmpty();
      try (var map = KERNEL.openMap(pin, MapDef.array(name, Codec.U64, 1))) {
        assertThat(map.lookup(0)).contains(0L);
      }
    }
    await(() -> maps().isEmpty());
    assertThat(maps()).isEmpty();
  }
}
