package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.map.Codec;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.XdpMode;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.netlink.Interfaces;
import dev.jbpf.runtime.object.hook.HookNames;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import dev.jbpf.testing.Bpffs;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that see packets: their sections say how, and somebody else where. */
@KernelTest
@SuppressWarnings("try") // links are there to be closed
class NetworkSectionsTest {
  private static final int DONE = 0;

  @TempDir Path folder;

  /** What is done in a network that nobody else has. */
  private interface Body {
    void run() throws Exception;
  }

  private static void inNetwork(Body body) throws Exception {
    NetworkNamespace.call(
        () -> {
          body.run();
          return DONE;
        });
  }

  /** Only the programs that are named are loaded; each must run when datagrams come over lo. */
  private static void run(String object, Map<String, String> places) throws Exception {
    OpenObject open = BpfObject.open(CompiledObjects.clang(object));
    open.programs().forEach(program -> program.autoload(places.containsKey(program.name())));
    places.forEach((name, place) -> open.program(name).attachTo(HookNames.parse(place)));
    try (BpfObject loaded = open.load();
        ObjectLinks links = loaded.attachAll()) {
      assertThat(links.attached()).hasSize(places.size());
      Trigger.sendDatagrams(3);
      assertThat(Runs.idle(loaded, places.keySet())).isEmpty();
    }
  }

  @Test
  void packets() throws Exception {
    inNetwork(
        () ->
            run(
                "network",
                Map.of(
                    "at_driver", "xdp:lo:generic",
                    "by_traffic_control", "tc:lo",
                    "by_classifier", "classifier:lo:egress",
                    "coming_in", "tc/ingress:lo",
                    "going_out", "tc/egress:lo",
                    "coming_in_by_link", "tcx/ingress:lo",
                    "going_out_by_link", "tcx/egress:lo",
                    "at_socket", "socket:lo")));
    inNetwork(() -> run("network", Map.of("at_driver_in_pieces", "xdp.frags:lo")));
  }

  @Test
  void actions() throws Exception {
    inNetwork(
        () -> {
          try {
            run("network", Map.of("as_action", "action:lo"));
            run("network", Map.of("as_action", "action:lo:egress"));
          } catch (SyscallException e) {
            assertThat(e).hasMessageContaining("without CONFIG_NET_ACT_BPF");
            Assumptions.abort(e.getMessage());
          }
        });
  }

  /** The choice of one of two queues takes a number for the flow, which needs to be told apart. */
  @Test
  void flows() throws Exception {
    inNetwork(
        () -> {
          VethPair.create(2);
          OpenObject open = BpfObject.open(CompiledObjects.clang("network"));
          open.programs().forEach(program -> program.autoload(program.name().equals("dissect")));
          try (BpfObject object = open.load();
              ObjectLinks links = object.attachAll()) {
            assertThat(links.unattached()).isEmpty();
            VethPair.send();
            assertThat(Runs.of(object, "dissect")).isPositive();
          }
        });
  }

  @Test
  void netfilter() throws Exception {
    Since.linux(6, 4);
    for (String place : List.of("local_out", "post_routing:-150", "pre_routing", "local_in")) {
      inNetwork(() -> run("netfilter", Map.of("passes", "netfilter:ipv4:" + place)));
    }
  }

  private static void put(BpfObject object, String map, int number, String program) {
    KernelProgram behind = object.program(program);
    int fd = behind.descriptor().acquire();
    try {
      object.map(map, Codec.INDEX, Codec.U64).update(0, number | (long) fd << Integer.SIZE);
    } finally {
      behind.descriptor().release();
    }
  }

  private static void redirects(String map, String first, String second, boolean isCpu)
      throws Exception {
    inNetwork(
        () -> {
          VethPair.create();
          OpenObject open = BpfObject.open(CompiledObjects.clang("redirects"));
          try (BpfObject object = open.load();
              Link link = object.program(first).attach(Hooks.xdp("in", XdpMode.GENERIC))) {
            put(object, map, isCpu ? 64 : Interfaces.index("in"), second);
            VethPair.send();
            assertThat(Runs.idleAtLast(object, Set.of(second))).isEmpty();
          }
        });
  }

  @Test
  void programsBehindMapsOfDevices() throws Exception {
    redirects("devices", "to_device", "at_device", false);
    redirects("devices_in_pieces", "to_device_in_pieces", "at_device_in_pieces", false);
  }

  @Test
  void programsBehindMapsOfCpus() throws Exception {
    redirects("cpus", "to_cpu", "at_cpu", true);
    redirects("cpus_in_pieces", "to_cpu_in_pieces", "at_cpu_in_pieces", true);
  }

  private static void send(String address) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[8], 8, InetAddress.getByName(address), 9));
    }
  }

  private static void ip(String words) throws IOException, InterruptedException {
    NetworkNamespace.ip(words.split(" "));
  }

  /** Routes name programs by their pins. */
  @Test
  void tunnels() throws Exception {
    inNetwork(
        () -> {
          VethPair.create();
          try (Bpffs pins = Bpffs.mount(folder);
              BpfObject object = BpfObject.load(CompiledObjects.clang("tunnels"))) {
            object.programs().forEach((name, program) -> program.pin(pins.path(name)));
            String to = "route add 10.7.%d.0/24 dev out encap bpf %s pinned %s";
            ip(to.formatted(1, "out", pins.path("going_out")));
            ip(to.formatted(2, "xmit", pins.path("sending")));
            String local = "route add table local local 10.7.3.1 dev lo encap bpf in pinned %s";
            ip(local.formatted(pins.path("coming_in")));
            send("10.7.1.1");
            send("10.7.2.1");
            send("10.7.3.1");
            List<String> all = List.of("going_out", "sending", "coming_in");
            assertThat(Runs.idleAtLast(object, all)).isEmpty();
          }
        });
  }

  private static void set(String variable, String value) throws IOException {
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf", variable), value);
  }

  /**
   * A packet is given a list of segments, leaves through {@code in}, and comes back from {@code
   * out} to the segment that has the program.
   */
  @Test
  void segments() throws Exception {
    inNetwork(
        () -> {
          VethPair.create();
          for (String where : List.of("all", "in", "out")) {
            set(where + "/disable_ipv6", "0");
            set(where + "/seg6_enabled", "1");
            set(where + "/forwarding", "1");
          }
          ip("-6 address add fd00::1/64 dev in nodad");
          String peer = "02:00:00:00:00:01";
          ip("link set out address " + peer);
          ip("-6 neighbour add fd00::6 dev in lladdr " + peer);
          try (Bpffs pins = Bpffs.mount(folder);
              BpfObject object = BpfObject.load(CompiledObjects.clang("tunnels"))) {
            Path pin = pins.path("at_segment");
            object.program("at_segment").pin(pin);
            String local = "-6 route add fd00::6 dev in encap seg6local action End.BPF endpoint";
            ip(local + " pinned " + pin);
            ip("-6 route add fd00::7 dev in encap seg6 mode encap segs fd00::6,fd00::8");
            send("fd00::7");
            assertThat(Runs.idleAtLast(object, List.of("at_segment"))).isEmpty();
          }
        });
  }
}
