package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs that see packets and sockets: their sections say what, and somebody else where. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class NetworkSectionsTest {
  /** {@return the variable {@code counts}, of that many numbers} */
  private static long[] counts(BpfObject object, int length) {
    byte[] bytes = object.variable("counts", Codec.bytes(length * Long.BYTES)).get();
    long[] counts = new long[length];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(counts);
    return counts;
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
