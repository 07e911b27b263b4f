package dev.jbpf.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.BpfFibLookup;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.helper.Routes;
import dev.jbpf.vm.helper.Routes.Route;
import dev.jbpf.vm.helper.Routes.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routes that a test gives are what the same routes are in a network of the kernel's. */
@KernelTest
class RouteAgreementTest {
  private static final int FIB_LOOKUP = 69;
  private static final byte[] SOURCE = HexFormat.of().parseHex("020000000001");
  private static final byte[] NEXT = HexFormat.of().parseHex("020000000002");
  private static final int LOOPBACK = 1;
  private static final int DEVICE = 77;
  private static final int MTU = 1_400;

  /** Directly there, by a gateway, nowhere in three ways, to a neighbour that is not known. */
  private static final int[] DESTINATIONS = {
    0x0a00_0002,
    0x0a01_0203,
    0x0a02_0001,
    0x0a03_0001,
    0x0a04_0001,
    0x0a00_0009,
    0x0b00_0001,
    0x0a00_0001
  };

  private static void makeNetwork() throws Exception {
    NetworkNamespace.ip(
        "link",
        "add",
        "v0",
        "address",
        "02:00:00:00:00:01",
        "index",
        "" + DEVICE,
        "mtu",
        "" + MTU,
        "type",
        "veth",
        "peer",
        "name",
        "v1");
    NetworkNamespace.ip("addr", "add", "10.0.0.1/24", "dev", "v0");
    NetworkNamespace.ip("link", "set", "v0", "up");
    NetworkNamespace.ip("link", "set", "v1", "up");
    NetworkNamespace.ip("neigh", "add", "10.0.0.2", "lladdr", "02:00:00:00:00:02", "dev", "v0");
    NetworkNamespace.ip("route", "add", "10.1.0.0/16", "via", "10.0.0.2");
    NetworkNamespace.ip("route", "add", "blackhole", "10.2.0.0/16");
    NetworkNamespace.ip("route", "add", "unreachable", "10.3.0.0/16");
    NetworkNamespace.ip("route", "add", "prohibit", "10.4.0.0/16");
    Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
  }

  private static byte[] network(int address) {
    return java.nio.ByteBuffer.allocate(4).putInt(address).array();
  }

  private static Routes routes() {
    return Routes.NONE
        .with(
            new Route(
                network(0x0a00_0000),
                24,
                Verdict.NO_NEIGHBOUR,
                DEVICE,
                Optional.empty(),
                SOURCE,
                NEXT,
                MTU))
        .with(
            new Route(
                network(0x0a00_0002),
                32,
                Verdict.FORWARD,
                DEVICE,
                Optional.empty(),
                SOURCE,
                NEXT,
                MTU))
        .with(
            new Route(
                network(0x0a01_0000),
                16,
                Verdict.FORWARD,
                DEVICE,
                Optional.of(network(0x0a00_0002)),
                SOURCE,
                NEXT,
                MTU))
        .with(Route.refuse(network(0x0a02_0000), 16, Verdict.BLACKHOLE))
        .with(Route.refuse(network(0x0a03_0000), 16, Verdict.UNREACHABLE))
        .with(Route.refuse(network(0x0a04_0000), 16, Verdict.PROHIBITED))
        .with(Route.refuse(network(0x0a00_0001), 32, Verdict.LOCAL));
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (ProgramType type : List.of(ProgramType.XDP, ProgramType.SCHED_CLS)) {
      for (int destination : DESTINATIONS) {
        for (int length : new int[] {0, 100, MTU, MTU + 1}) {
          for (long flags : new long[] {0, 1, 4, 64}) {
            cases.add(of(type, script(2, LOOPBACK, destination, length, flags)));
          }
        }
      }
      for (int family : new int[] {0, 2, 10, 77}) {
        for (int device : new int[] {-1, 0, LOOPBACK, DEVICE, 9_999}) {
          boolean isOfDevice = family == 10 && device > 0 && device <= DEVICE;
          if (!isOfDevice) { // IPv6 does not forward there.
            cases.add(of(type, script(family, device, DESTINATIONS[0], 0, 0)));
          }
        }
      }
    }
    return cases;
  }

  private static Case of(ProgramType type, Script script) {
    return Case.of(type, script, Packets.IPV4_UDP);
  }

  private static Script script(int family, int device, int destination, int length, long flags) {
    Script script = new Script().then("r1 = 0");
    for (int at = 64; at > 0; at -= 8) {
      script.then("*(u64 *)(r10 - %d) = r1", at);
    }
    int base = 64;
    script.then("r1 = %d\n*(u8 *)(r10 - %d) = r1", family, base - BpfFibLookup.FAMILY.offset());
    script.then("r1 = %d\n*(u16 *)(r10 - %d) = r1", length, base - BpfFibLookup.TOT_LEN.offset());
    script.then("r1 = %d\n*(u32 *)(r10 - %d) = r1", device, base - BpfFibLookup.IFINDEX.offset());
    script.then("r1 = 0x%x\nr1 = be32 r1", destination);
    script.then("*(u32 *)(r10 - %d) = r1", base - BpfFibLookup.IPV4_DST.offset());
    return script
        .call(FIB_LOOKUP, Script.Argument.CONTEXT, Script.Argument.BUFFER, 64, flags)
        .noteBuffer();
  }

  @Test
  void lookupsGiveWhatTheyGiveInTheKernel() throws Exception {
    List<Case> cases = cases();
    List<String> wanted =
        NetworkNamespace.call(
            () -> {
              makeNetwork();
              return cases.stream().map(Engines::inKernel).toList();
            });
    for (Engine engine : List.of(Engine.INTERPRETER, Engine.JIT)) {
      for (int i = 0; i < cases.size(); i++) {
        Case one = cases.get(i);
        String ours = Engines.onVm(engine, one, world -> world.setRoutes(routes()));
        assertThat(ours).as(engine + " " + one).isEqualTo(wanted.get(i));
      }
    }
  }
}
