package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.SyscallException;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.IteratorLink;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Programs of every kind of section, loaded, and where this kernel can, seen to run. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class SectionsTest {
  private static final int CALLS = 50;
  private static final boolean HAS_KPROBES =
      Files.exists(Path.of("/sys/bus/event_source/devices/kprobe"));

  /** {@return the variable {@code counts}, of that many numbers} */
  private static long[] counts(BpfObject object, int length) {
    byte[] bytes = object.variable("counts", Codec.bytes(length * Long.BYTES)).get();
    long[] counts = new long[length];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(counts);
    return counts;
  }

  private static long read(BpfObject object, String variable) {
    return object.variable(variable, Codec.U64).get();
  }

  @Test
  void tracepoints() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("tracepoints"));
        ObjectLinks links = object.attachAll()) {
      Trigger.closeMagic(CALLS);
      assertThat(links.unattached()).isEmpty();
      assertThat(Arrays.stream(counts(object, 6)).limit(5)).allMatch(count -> count >= CALLS);
    }
  }

  @Test
  void userFunctions() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("uprobes"));
        ObjectLinks links = object.attachAll()) {
      Trigger.closeMagic(CALLS);
      assertThat(List.of("entries", "returns", "sleepable"))
          .allMatch(name -> read(object, name) >= CALLS);
    }
  }

  @Test
  void kernelFunctions() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("kprobes"))) {
      assertThat(object.programs()).hasSize(5);
      Assumptions.assumeTrue(HAS_KPROBES, "this kernel has no kprobes");
      try (Link links = object.attachAll()) {
        Trigger.closeMagic(CALLS);
        assertThat(List.of("entries", "returns", "calls", "call_returns", "offsets"))
            .allMatch(name -> read(object, name) >= CALLS);
      }
    }
  }

  /** What cannot be attached leaves nothing of the rest attached. */
  @Test
  void allOrNothing() {
    Assumptions.assumeFalse(HAS_KPROBES, "this kernel has kprobes");
    OpenObject open = BpfObject.open(CompiledObjects.clang("kprobes"));
    open.program("on_entry").attachTo(Hooks.rawTracepoint("sys_enter"));
    try (BpfObject object = open.load()) {
      assertThat(catchThrowable(object::attachAll))
          .isInstanceOf(SyscallException.class)
          .hasMessageContaining("kprobe");
      long before = read(object, "entries");
      Trigger.closeMagic(CALLS);
      assertThat(read(object, "entries")).isEqualTo(before);
    }
  }

  @Test
  void trampolines() {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("functions"));
        ObjectLinks links = object.attachAll()) {
      assertThat(links.attached()).hasSize(3);
    } catch (SyscallException e) {
      assertThat(e).hasMessageContaining("program enters");
      Assumptions.abort("this kernel has no trampolines: " + e.getMessage());
    }
  }

  @Test
  void iterators() throws IOException {
    try (BpfObject object = BpfObject.load(CompiledObjects.clang("iterators"));
        ObjectLinks links = object.attachAll()) {
      IteratorLink link = (IteratorLink) links.attached().get(0).link();
      try (InputStream tasks = link.open()) {
        assertThat(new String(tasks.readAllBytes())).startsWith("task\ntask\n").endsWith("task\n");
      }
    }
  }

  @Test
  void samples() throws InterruptedException {
    OpenObject open = BpfObject.open(CompiledObjects.clang("sampling"));
    open.program("sample").attachTo(HookNames.parse("perf_event:999"));
    try (BpfObject object = open.load();
        Link links = object.attachAll()) {
      long end = System.nanoTime() + 2_000_000_000L;
      while (read(object, "samples") < 10 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(read(object, "samples")).isGreaterThanOrEqualTo(10);
    }
  }

  private static void countsDatagrams(Map<String, String> places, int... indexes) throws Exception {
    NetworkNamespace.call(
        () -> {
          OpenObject open = BpfObject.open(CompiledObjects.clang("network"));
          places.forEach((name, place) -> open.program(name).attachTo(HookNames.parse(place)));
          try (BpfObject object = open.load();
              ObjectLinks links = object.attachAll()) {
            assertThat(links.attached()).hasSize(places.size());
            Trigger.sendDatagrams(3);
            for (int index : indexes) {
              assertThat(counts(object, 8)[index]).as("count %d", index).isGreaterThanOrEqualTo(3);
            }
          }
          return null;
        });
  }

  @Test
  void packets() throws Exception {
    countsDatagrams(
        Map.of(
            "at_driver", "xdp:lo:generic",
            "by_traffic_control", "tc:lo",
            "by_classifier", "classifier:lo:egress",
            "coming_in", "tcx/ingress:lo",
            "going_out", "tcx/egress:lo",
            "at_socket", "socket:lo"),
        0,
        2,
        3,
        4,
        5,
        6);
    countsDatagrams(Map.of("at_driver_in_pieces", "xdp.frags:lo"), 1);
  }

  @Test
  void controlGroups() throws Exception {
    ControlGroup.call(
        group -> {
          OpenObject open = BpfObject.open(CompiledObjects.clang("cgroups"));
          for (OpenProgram program : open.programs()) {
            program
                .kind()
                .orElseThrow()
                .attachType()
                .ifPresent(type -> attach(program, group, type));
          }
          try (BpfObject object = open.load();
              ObjectLinks links = object.attachAll()) {
            assertThat(links.unattached()).containsExactly("either_way");
            NetworkNamespace.run(
                "bash",
                "-c",
                "echo $$ > %s/cgroup.procs; exec 3<>/dev/udp/127.0.0.1/9; echo x >&3; true < /dev/full"
                    .formatted(group));
            long[] counts = counts(object, 8);
            assertThat(List.of(counts[0], counts[2], counts[3], counts[5], counts[7]))
                .as("packets out, sockets, sockets made, connections, devices")
                .allMatch(count -> count > 0);
          }
        });
  }

  private static void attach(OpenProgram program, Path group, AttachType type) {
    program.attachTo(Hooks.cgroup(group, type));
  }

  @Test
  void sockets() throws Exception {
    NetworkNamespace.call(
        () -> {
          InetAddress here = InetAddress.getLoopbackAddress();
          try (BpfObject object = BpfObject.load(CompiledObjects.clang("sockets"));
              ObjectLinks links = object.attachAll();
              Link parser = attach(object, "parse", AttachType.SK_SKB_STREAM_PARSER);
              Link verdict = attach(object, "judge", AttachType.SK_SKB_STREAM_VERDICT);
              Link sender = object.program("send").attach(messages(object));
              ServerSocket server = new ServerSocket(0, 1, here);
              Socket client = new Socket(here, server.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
            assertThat(links.attached()).singleElement().matches(a -> a.name().equals("look_up"));
            assertThat(counts(object, 5)[3]).isPositive();
          }
          return Optional.empty();
        });
  }

  private static Hook messages(BpfObject object) {
    return Hooks.socketMessages(object.map("sockets"));
  }

  private static Link attach(BpfObject object, String program, AttachType type) {
    return object.program(program).attach(Hooks.socketStreams(object.map("sockets"), type));
  }
}
