package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.helper.Routes;
import dev.jbpf.vm.helper.Routes.Route;
import java.util.HexFormat;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets that are sent elsewhere, by maps of targets and by routes. */
class SentElsewhereTest {
  private static final MapDef<Integer, Long> DEVICES = MapDef.devMap("devices", 4);
  private static final MapDef<Integer, Long> CPUS = MapDef.cpuMap("cpus", 4);
  private static final MapDef<Integer, Long> SOCKETS = MapDef.xskMap("sockets", 4);

  private static ProgramAssert redirect(MapDef<Integer, Long> map, int key, long flags) {
    String source =
        "r1 = %s ll; r2 = %d; r3 = 0x%x ll; call redirect_map; exit"
            .formatted(map.name(), key, flags);
    return assertThat(source).assembles().ofType(ProgramType.XDP).withPacket(new byte[64]);
  }

  /** Index 1 holds the loopback interface; nothing is at the others. */
  @BpfTest
  @CsvSource({
    "1, 0, 4",
    "1, 2, 4",
    "0, 0, 0",
    "0, 1, 1",
    "0, 2, 2",
    "0, 3, 3",
    "9, 2, 2",
    "1, 4, 0",
    "0, 8, 4",
    "0, 18, 2",
    "1, 32, 0",
    "1, 0x100000000, 0"
  })
  void mapsOfInterfaces(int key, String flags, long result) {
    redirect(DEVICES, key, Long.decode(flags))
        .withMap(DEVICES)
        .withEntry(DEVICES, 1, 1L)
        .returns(result);
  }

  @BpfTest
  @CsvSource({"0, 0, 4", "1, 2, 2", "0, 8, 0", "1, 1, 1"})
  void mapsOfCpus(int key, long flags, long result) {
    redirect(CPUS, key, flags).withMap(CPUS).withEntry(CPUS, 0, 192L).returns(result);
  }

  @BpfTest
  @CsvSource({"0, 0, 0", "1, 2, 2", "3, 8, 0"})
  void mapsOfSockets(int key, long flags, long result) {
    redirect(SOCKETS, key, flags).withMap(SOCKETS).returns(result);
  }

  /** The test gives the routes: a machine's own would be others everywhere. */
  @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
  @CsvSource({
    "0a000001, 1, 0",
    "0a000001, 7, 0",
    "0a010203, 1, 1",
    "c0000201, 1, 4",
    "0a000001, 0, -19",
    "0a000001, 8, -19"
  })
  void routesAreThoseOfTheTest(String address, int device, long result) {
    byte[] ten = {10, 0, 0, 0};
    byte[] refused = {10, 1, 0, 0};
    byte[] mac = HexFormat.of().parseHex("020000000001");
    Routes routes =
        Routes.NONE
            .with(Route.forward(ten, 8, 7, mac, HexFormat.of().parseHex("020000000002")))
            .with(Route.refuse(refused, 16, Routes.Verdict.BLACKHOLE));
    assertThat(
            """
            r6 = r1
            r1 = 0
            *(u64 *)(r10 - 64) = r1
            *(u64 *)(r10 - 56) = r1
            *(u64 *)(r10 - 48) = r1
            *(u64 *)(r10 - 40) = r1
            *(u64 *)(r10 - 32) = r1
            *(u64 *)(r10 - 24) = r1
            *(u64 *)(r10 - 16) = r1
            *(u64 *)(r10 - 8) = r1
            r1 = 2
            *(u8 *)(r10 - 64) = r1
            r1 = %d
            *(u32 *)(r10 - 56) = r1
            r1 = 0x%s
            r1 = be32 r1
            *(u32 *)(r10 - 32) = r1
            r1 = r6
            r2 = r10
            r2 += -64
            r3 = 64
            r4 = 0
            call fib_lookup
            if r0 != 0 goto out
            r1 = *(u32 *)(r10 - 56)
            if r1 == 7 goto right
            r0 = 99
            right:
            r1 = *(u8 *)(r10 - 1)
            if r1 == 2 goto out
            r0 = 98
            out:
            exit
            """
                .formatted(device, address))
        .assembles()
        .ofType(ProgramType.XDP)
        .inEnvironment(environment -> environment.setRoutes(routes))
        .withPacket(new byte[64])
        .returns(result);
  }
}
