package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.TcpTransfer;
import dev.jbpf.testing.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Congestion controls of C's, in the kernel. */
@KernelTest
class StructOpsTest {
  private static final Path AVAILABLE =
      Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");

  @BeforeEach
  void needsTables() {
    Since.linux(6, 4);
    Requirements.require(
        KernelTypes.all().ids("bpf_struct_ops_tcp_congestion_ops").findFirst().isPresent(),
        () -> "the kernel has no congestion controls of programs");
  }

  private static OpenObject open() {
    return BpfObject.open(CompiledObjects.clang("congestion"));
  }

  private static List<String> available() throws IOException {
    return Arrays.asList(Files.readString(AVAILABLE).strip().split(" "));
  }

  @Test
  void areThereWhileTheyAreAttached() throws IOException {
    try (BpfObject object = open().load()) {
      assertThat(available()).doesNotContain("jbpf_linked", "jbpf_plain", "jbpf_optional");
      try (ObjectLinks links = object.attachAll()) {
        assertThat(links.tables()).containsExactlyInAnyOrder("linked", "plain");
        assertThat(links.unattached()).isEmpty();
        assertThat(available())
            .contains("jbpf_linked", "jbpf_plain")
            .doesNotContain("jbpf_optional");
      }
      assertThat(available()).doesNotContain("jbpf_linked", "jbpf_plain");
      assertThat(object.programs()).containsOnlyKeys("threshold", "avoid", "undo");
    }
  }

  @Test
  void areMadeAsOneAsks() throws IOException {
    OpenObject open = open().table("linked", false).table("plain", false).table("optional", true);
    try (BpfObject object = open.load();
        ObjectLinks links = object.attachAll()) {
      assertThat(links.tables()).containsExactly("optional");
      assertThat(available()).contains("jbpf_optional").doesNotContain("jbpf_linked");
    }
  }

  /** As with libbpf, the object loads. */
  @Test
  void oneThatTheKernelRefusesIsRefusedWhenItIsAttached() throws IOException {
    try (BpfObject object = open().table("lacking", true).load()) {
      assertThatThrownBy(object::attachAll)
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("cannot fill the table 'lacking' of tcp_congestion_ops")
          .hasMessageContaining("lacks one that it must have");
      assertThat(available()).doesNotContain("jbpf_linked", "jbpf_plain", "jbpf_lacking");
    }
  }

  @Test
  void aTableIsAttachedAgain() throws IOException {
    try (BpfObject object = open().table("plain", false).load()) {
      object.attachAll().close();
      try (ObjectLinks again = object.attachAll()) {
        assertThat(again.tables()).containsExactly("linked");
        assertThat(available()).contains("jbpf_linked");
      }
    }
  }

  @Test
  @SuppressWarnings("try") // it is attached only to be detached
  void theKernelCallsThem() throws Exception {
    try (BpfObject object = open().load();
        ObjectLinks links = object.attachAll()) {
      assertThat(links.tables()).contains("linked");
      TcpTransfer.with("jbpf_linked");
      assertThat(object.variable("asked", Codec.U64).get()).isPositive();
    }
  }

  @Test
  void aFunctionOfNoTableIsRefusedWithTheReason() {
    assertThatThrownBy(() -> open().table("linked", false).table("plain", false).load())
        .isInstanceOf(BpfObjectException.class)
        .hasMessageContaining("no variable of a section .struct_ops");
  }
}
