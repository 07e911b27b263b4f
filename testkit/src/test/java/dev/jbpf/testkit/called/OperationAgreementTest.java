package dev.jbpf.testkit.called;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What programs of a control group and of its sockets are told by helpers, while a process in that
 * group connects, is accepted and sends: on the machine it is what it is in the kernel.
 */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class OperationAgreementTest {
  private static final List<String> VARIABLES =
      List.of(
          "events",
          "asked",
          "refused",
          "options",
          "own",
          "sized",
          "named",
          "reserved",
          "stored",
          "loaded",
          "sizes",
          "bound",
          "pulled",
          "pushed",
          "popped");

  private static final Map<String, int[]> KERNEL = new HashMap<>();
  private static BpfObjectFile object;

  @BeforeAll
  static void runInKernel(@TempDir Path folder) throws Exception {
    object = TestObjects.compiled("operations", folder);
    ControlGroup.call(
        group -> {
          try (BpfObject loaded = BpfObject.open("operations", object).load();
              Link operations =
                  loaded.attach("operations", Hooks.cgroup(group, AttachType.CGROUP_SOCK_OPS));
              Link connects =
                  loaded.attach("connects", Hooks.cgroup(group, AttachType.CGROUP_INET4_CONNECT));
              Link sends = loaded.attach("sends", Hooks.socketMessages(loaded.map("sockets")))) {
            communicate(group, loaded);
            for (String name : VARIABLES) {
              Codec<byte[]> codec = Codec.bytes(IntVariables.size(object, name));
              KERNEL.put(name, IntVariables.numbers(loaded.variable(name, codec).get()));
            }
          }
        });
  }

  private static void communicate(Path group, BpfObject loaded)
      throws IOException, InterruptedException {
    Process member = ChildJvm.startIn(group, ConnectingMember.class);
    BufferedReader out = member.inputReader(StandardCharsets.UTF_8);
    loaded.variable("port", Codec.U16).set(Integer.parseInt(out.readLine()));
    member.outputWriter().append('\n').close();
    assertThat(out.readLine()).isEqualTo("95");
    assertThat(member.waitFor()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void givesWhatTheKernelGives(Engine engine) {
    Map<String, int[]> here = OperationsHere.results(object, engine, VARIABLES);
    for (String name : VARIABLES) {
      assertThat(here.get(name)).as(name).isEqualTo(KERNEL.get(name));
    }
  }
}
