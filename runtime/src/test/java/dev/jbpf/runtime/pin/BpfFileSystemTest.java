package dev.jbpf.runtime.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.Mounts;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.MountNamespace;
import dev.jbpf.runtime.testing.PassingSyscalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R1: pins on a machine where no BPF file system is mounted. */
@KernelTest
class BpfFileSystemTest {
  private static final MapDef<Integer, Long> MAP = MapDef.array("pinned", Codec.U64, 1);

  private static <T> T bare(Callable<T> body) throws Exception {
    return MountNamespace.without(List.of("bpf"), body);
  }

  private static boolean pinAndOpen(Path file) {
    try (var map = Bpf.create(MAP)) {
      map.pin(file);
    }
    try (var again = Kernel.local().openMap(file, MAP)) {
      return again.lookup(0).isPresent();
    }
  }

  @Test
  @DisplayName("R1: a pin under /sys/fs/bpf mounts it")
  void theUsualPlaceIsMounted() throws Exception {
    List<Path> mounted =
        bare(
            () -> {
              assertThat(Mounts.ofType("bpf")).isEmpty();
              assertThat(pinAndOpen(BpfFileSystem.USUAL.resolve("map"))).isTrue();
              assertThat(pinAndOpen(BpfFileSystem.USUAL.resolve("second"))).isTrue();
              return Mounts.ofType("bpf");
            });
    assertThat(mounted).containsExactly(BpfFileSystem.USUAL);
  }

  @Test
  @DisplayName("R1: an empty folder elsewhere becomes one for pins")
  void anEmptyFolderIsMountedOn(@TempDir Path folder) throws Exception {
    assertThat(bare(() -> pinAndOpen(folder.resolve("map")))).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("R1: nothing is mounted over files")
  void aFolderWithFilesIsLeftAlone(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("other"));
    try (var map = Bpf.create(MAP)) {
      assertThatExceptionOfType(BpfSyscallException.class)
          .isThrownBy(() -> map.pin(folder.resolve("map")))
          .withMessageContaining("cannot pin map pinned")
          .withMessageContaining(folder + " is in no BPF file system")
          .withMessageContaining("ENOTEMPTY")
          .withMessageEndingWith("mount -t bpf bpf /sys/fs/bpf");
    }
    assertThat(file).exists();
  }

  @Test
  @DisplayName("R1: who may not mount is told the command")
  void theErrorSaysTheCommand() throws Exception {
    bare(
        () -> {
          Kernel kernel = new Kernel(new Unmountable());
          try (var map = kernel.create(MAP)) {
            assertThatExceptionOfType(BpfSyscallException.class)
                .isThrownBy(() -> map.pin(BpfFileSystem.USUAL.resolve("map")))
                .withMessageContaining("/sys/fs/bpf is in no BPF file system")
                .withMessageContaining("EPERM")
                .withMessageEndingWith("mount it: mount -t bpf bpf /sys/fs/bpf");
          }
          return true;
        });
  }

  @Test
  @DisplayName("R1: of several that come at once, one mounts")
  void severalAtOnceMountOne() throws Exception {
    int count = 8;
    CyclicBarrier start = new CyclicBarrier(count);
    List<Path> mounted =
        bare(
            () -> {
              List<FutureTask<Boolean>> pins = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                Path file = BpfFileSystem.USUAL.resolve("map" + i);
                pins.add(new FutureTask<>(() -> start.await() >= 0 && pinAndOpen(file)));
              }
              pins.forEach(pin -> new Thread(pin).start());
              for (FutureTask<Boolean> pin : pins) {
                assertThat(pin.get()).isTrue();
              }
              return Mounts.ofType("bpf");
            });
    assertThat(mounted).containsExactly(BpfFileSystem.USUAL);
  }

  /** The system's calls but for mounting. */
  private static final class Unmountable extends PassingSyscalls {

    @Override
    public long call(Syscall call, long a, long b, long c, long d, long e, long f) {
      return call == Syscall.MOUNT ? Errno.EPERM.result() : system.call(call, a, b, c, d, e, f);
    }
  }
}
