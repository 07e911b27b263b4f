package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.object.hook.HookNames;
import dev.jbpf.runtime.testing.ChildJvm;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that see what the processes of a control group do. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class GroupSectionsTest {
  private static OpenObject open(String name, Path group) {
    OpenObject open = BpfObject.open(CompiledObjects.clang(name));
    for (OpenProgram program : open.programs()) {
      AttachType type =
          program.kind().orElseThrow().attachType().orElse(AttachType.CGROUP_INET_INGRESS);
      program.attachTo(Hooks.cgroup(group, type));
    }
    return open;
  }

  private static int run(Process process) throws InterruptedException {
    return process.waitFor();
  }

  @Test
  void everyPlaceOfAGroup() throws Exception {
    ControlGroup.call(
        group -> {
          try (BpfObject object = open("cgroups", group).load();
              Link links = object.attachAll()) {
            int exit = NetworkNamespace.call(() -> run(ChildJvm.startIn(group, GroupMember.class)));
            assertThat(exit).isZero();
            assertThat(Runs.idle(object, object.programs().keySet())).isEmpty();
          }
        });
  }

  /** Where the kernel has no security module for programs, or no trampolines, this is left out. */
  @Test
  void securityHooks() throws Exception {
    ControlGroup.call(
        group -> {
          OpenObject open = BpfObject.open(CompiledObjects.clang("groupsecurity"));
          open.program("creates")
              .attachTo(HookNames.parse("lsm_cgroup/socket_create:" + group));
          try (BpfObject object = open.load();
              ObjectLinks links = object.attachAll()) {
            String send = "echo hello > /dev/udp/127.0.0.1/9";
            NetworkNamespace.run("bash", "-c", send);
            assertThat(Runs.of(object, "creates")).as("outside of the group").isZero();
            NetworkNamespace.run("bash", "-c", ControlGroup.enter(group) + "; " + send);
            assertThat(Runs.of(object, "creates")).isPositive();
            assertThat(links.attached()).hasSize(1);
          } catch (SyscallException e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
          }
        });
  }

  @Test
  void socketsOfFiles(@TempDir Path folder) throws Exception {
    Since.linux(6, 7);
    String server = folder.resolve("server").toString();
    String client = folder.resolve("client").toString();
    ControlGroup.call(
        group -> {
          try (BpfObject object = open("unix", group).load();
              Link links = object.attachAll()) {
            assertThat(run(ChildJvm.startIn(group, UnixMember.class, server, client))).isZero();
            assertThat(Runs.idle(object, object.programs().keySet())).isEmpty();
          }
        });
  }
}
