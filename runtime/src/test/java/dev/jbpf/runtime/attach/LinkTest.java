package dev.jbpf.runtime.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import dev.jbpf.testing.Bpffs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with a link while it is attached. */
@KernelTest
class LinkTest {
  private static final int OK = 0;
  private static final int PACKETS = VethPair.PACKETS;

  /** A program takes the place of another: each counts what came in its time. */
  private static void updates(Hook hook, int result) throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          try (Counter first = Counter.attach(hook, result);
              KernelProgram second = Counter.load(hook, result)) {
            VethPair.send();
            first.await(PACKETS);
            BpfLink link = (BpfLink) first.link();
            link.update(second);
            assertThat(link.info().programId()).isEqualTo(second.info().id());
            VethPair.send();
            await(second, PACKETS);
            assertThat(first.count()).isEqualTo(PACKETS);
            assertThat(Counter.count(second)).isEqualTo(PACKETS);
            first.detach();
            VethPair.send();
            assertThat(Counter.count(second)).isEqualTo(PACKETS);
          }
          return OK;
        });
  }

  private static void await(KernelProgram program, long count) throws InterruptedException {
    for (int i = 0; i < 200 && Counter.count(program) < count; i++) {
      Thread.sleep(10);
    }
  }

  @Test
  void anotherXdpProgramTakesThePlace() throws Exception {
    updates(Hooks.xdp("in"), XdpAction.PASS.value());
  }

  @Test
  void anotherProgramOfTrafficControlTakesThePlace() throws Exception {
    TrafficControl.requireLinks();
    updates(Hooks.tc("in", Direction.INGRESS), OK);
  }

  @Test
  void anotherProgramOfAGroupTakesThePlace() throws Exception {
    ControlGroup.call(
        group -> {
          Hook hook = Hooks.cgroup(group, AttachType.CGROUP_INET_EGRESS);
          String send = ControlGroup.enter(group) + "; echo hello > /dev/udp/127.0.0.1/9";
          try (Counter first = Counter.attach(hook, 1);
              KernelProgram second = Counter.load(hook, 1)) {
            NetworkNamespace.run("bash", "-c", send);
            ((BpfLink) first.link()).update(second);
            NetworkNamespace.run("bash", "-c", send + "; echo hello > /dev/udp/127.0.0.1/9");
            assertThat(first.count()).isEqualTo(1);
            assertThat(Counter.count(second)).isEqualTo(2);
          }
        });
  }

  /** The file keeps the program attached after everything is closed; deleting it detaches. */
  @Test
  void aPinnedLinkStaysAndIsOpenedAgain(@TempDir Path folder) throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          try (Bpffs bpffs = Bpffs.mount(folder);
              Counter counter = Counter.attach(Hooks.xdp("in"), XdpAction.PASS.value())) {
            Path pin = bpffs.path("link");
            ((BpfLink) counter.link()).pin(pin);
            try {
              counter.detach();
              VethPair.send();
              counter.await(PACKETS);
              assertThat(counter.count()).isEqualTo(PACKETS);
              reopen(pin, counter);
            } finally {
              Files.delete(pin);
            }
            awaitDetached(counter);
          }
          return OK;
        });
  }

  /** The kernel lets go of a deleted file's link a moment later. */
  private static void awaitDetached(Counter counter) throws Exception {
    for (int i = 0; i < 100; i++) {
      long before = counter.count();
      VethPair.send();
      Thread.sleep(10);
      if (counter.count() == before) {
        return;
      }
    }
    throw new AssertionError("still attached");
  }

  private static void reopen(Path pin, Counter counter) throws Exception {
    try (BpfLink again = Kernel.local().openLink(pin)) {
      assertThat(again.info().programId()).isEqualTo(counter.program().info().id());
    }
    VethPair.send();
    counter.await(2 * PACKETS);
  }
}
