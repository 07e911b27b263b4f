package dev.jbpf.runtime.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R8: why a pin cannot be made, and what to do. */
@KernelTest
class PinPlaceTest {
  @TempDir private Path folder;

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(run("mount", "-t", "bpf", "bpf", folder.toString()), "mounting is not permitted");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", folder.toString());
  }

  private static void refused(Path file, String... words) {
    try (var map = Bpf.create(MapDef.array("pinned", Codec.U32, 1))) {
      assertThatExceptionOfType(BpfSyscallException.class)
          .isThrownBy(() -> map.pin(file))
          .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }
  }

  @Test
  @DisplayName("R8: a dot in the name")
  void noDots() {
    refused(folder.resolve("a.b"), "no names with dots", "write a_b for a.b");
    assertThat(PinPlace.problem(folder.resolve("v1.2").resolve("m")))
        .hasValueSatisfying(why -> assertThat(why).contains("write v1_2 for v1.2"));
  }

  @Test
  @DisplayName("R8: a read-only BPF file system")
  void readOnly() throws Exception {
    assertThat(run("mount", "-o", "remount,ro", folder.toString())).isTrue();
    refused(folder.resolve("m"), "mounted read-only", "mount -o remount,rw " + folder);
    assertThat(PinPlace.problem(folder.resolve("f")))
        .hasValueSatisfying(why -> assertThat(why).contains("remount,rw"));
  }

  @Test
  @DisplayName("R8: another file system, no folder, a name that is there")
  void otherCauses(@TempDir Path elsewhere) throws Exception {
    Files.createFile(elsewhere.resolve("file")); // Over an empty folder one is mounted.
    refused(elsewhere.resolve("m"), "is in no BPF file system", "mount -t bpf bpf /sys/fs/bpf");
    refused(folder.resolve("none").resolve("m"), "There is no folder " + folder.resolve("none"));
    Files.createDirectory(folder.resolve("there"));
    refused(folder.resolve("there"), "There is something of that name already");
    assertThat(PinPlace.problem(folder.resolve("fine"))).isEmpty();
  }
}
