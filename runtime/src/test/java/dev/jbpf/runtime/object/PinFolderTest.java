package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.pin.BpfFileSystem;
import dev.jbpf.runtime.sys.Mounts;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.MountNamespace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R1: pins of objects on a machine where no BPF file system is mounted. */
@KernelTest
class PinFolderTest {
  @Test
  @DisplayName("R1: an object's pins come into one file system, wherever they are to be")
  void objectsPinBelowOneMount(@TempDir Path folder) throws Exception {
    Path source = CompiledObjects.clang("globals");
    for (Path pins : List.of(BpfFileSystem.USUAL.resolve("a/b"), folder.resolve("c/d"))) {
      List<Path> mounted =
          MountNamespace.without(
              List.of("bpf"),
              () -> {
                try (BpfObject object = BpfObject.load(source)) {
                  object.pin(pins);
                }
                assertThat(pins.resolve("maps/_bss")).exists();
                assertThat(pins.resolve("programs/on_close")).exists();
                return Mounts.ofType("bpf");
              });
      assertThat(mounted).hasSize(1).first().satisfies(m -> assertThat(pins).startsWithRaw(m));
    }
  }

  @Test
  @DisplayName("R1: maps that are pinned by name mount /sys/fs/bpf, too")
  void mapsThatArePinnedByNameMountIt() throws Exception {
    Path object = CompiledObjects.clang("pinned");
    List<Path> mounted =
        MountNamespace.without(
            List.of("bpf"),
            () -> {
              BpfObject.load(object).close();
              assertThat(BpfFileSystem.USUAL.resolve("jbpf_total")).exists();
              return Mounts.ofType("bpf");
            });
    assertThat(mounted).containsExactly(BpfFileSystem.USUAL);
  }
}
