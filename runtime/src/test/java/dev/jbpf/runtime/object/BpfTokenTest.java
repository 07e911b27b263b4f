package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Requirements;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user namespace whose BPF file system delegates everything, as a container's may. */
@KernelTest
class BpfTokenTest {
  /** What the process in that namespace does. */
  static final class Inside {
    private Inside() {}

    public static void main(String[] arguments) {
      OpenObject open = BpfObject.open(Path.of(arguments[1]));
      try (BpfObject refused = open.load()) {
        System.out.println("loaded without a token: " + refused.programs());
      } catch (SyscallException e) {
        System.out.println("without: " + e.errno());
      }
      try (BpfToken token = BpfToken.of(Path.of(arguments[0]));
          BpfObject object = open.load(token.kernel())) {
        System.out.println(
            "with: " + object.programs().keySet() + object.maps().keySet() + object.losses());
      }
    }
  }

  @Test
  void objectsAreLoadedWhereItIsDelegated(@TempDir Path folder) throws Exception {
    Since.linux(6, 9);
    Path helper = CompiledObjects.executable("delegated");
    Process process =
        ChildJvm.startBy(
            List.of(helper.toString(), folder.toString()),
            Inside.class,
            folder.toString(),
            CompiledObjects.clang("tailcalls").toString());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Requirements.require(process.waitFor() != 125, () -> "no namespaces here: " + output);
    assertThat(output)
        .isEqualTo(
            "without: EPERM, operation not permitted\nwith: [one, two, entry][programs, .bss][]\n");
  }

  @Test
  void whereNothingIsDelegatedThereIsNoToken() {
    Since.linux(6, 9);
    assertThatThrownBy(() -> BpfToken.of(Path.of("/proc")))
        .isInstanceOf(SyscallException.class)
        .hasMessageContaining("cannot get a token of the BPF file system /proc");
  }
}
