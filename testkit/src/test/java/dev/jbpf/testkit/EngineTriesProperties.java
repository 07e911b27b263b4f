package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.testkit.jqwik.BpfArbitraries;
import dev.jbpf.vm.packet.DecodedPacket;
import dev.jbpf.vm.packet.Header;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.assertj.core.api.Assertions;

/** Properties run on each engine; what they are given is what it is called. */
@OnEachEngine
class EngineTriesProperties {
  private static final MapDef<Long, Long> MAP = MapDef.hash("m", Codec.U64, Codec.U64, 8);
  private static final Set<TestEngine> RUN = EnumSet.noneOf(TestEngine.class);

  @Provide
  Arbitrary<byte[]> packets() {
    return BpfArbitraries.packets();
  }

  @Provide
  Arbitrary<byte[]> cut() {
    return BpfArbitraries.cutPackets();
  }

  @Provide
  Arbitrary<Map<Long, Long>> entries() {
    return BpfArbitraries.entries(MAP);
  }

  @Property(tries = 60)
  void ipv4IsDropped(@ForAll("cut") byte[] packet) {
    RUN.add(Current.engine());
    boolean isIpv4 = packet[12] == 8 && packet[13] == 0;
    assertThat(
            """
            r0 = 2
            r2 = *(u32 *)(r1 + 4)
            r1 = *(u32 *)(r1 + 0)
            r3 = r1
            r3 += 14
            if r3 > r2 goto out
            r3 = *(u16 *)(r1 + 12)
            if r3 != 8 goto out
            r0 = 1
            out:
            exit
            """)
        .assembles()
        .ofType(ProgramType.XDP)
        .withPacket(packet)
        .returns(isIpv4 ? XdpAction.DROP : XdpAction.PASS)
        .leavesPacket(packet);
  }

  @Property(tries = 30)
  void mapsHaveTheEntries(@ForAll("entries") Map<Long, Long> entries) {
    assertThat("r1 = m ll; r0 = 0; exit")
        .assembles()
        .withMap(MAP, entries)
        .returns(0)
        .andMap(MAP)
        .isEqualTo(entries);
  }

  @Property(tries = 100)
  void packetsAreWhole(@ForAll("packets") byte[] packet) {
    DecodedPacket decoded = DecodedPacket.ethernet(packet);
    Assertions.assertThat(decoded.headers()).contains(Header.ETHERNET);
    Assertions.assertThat(decoded.toString()).doesNotContain("(wrong");
  }

  @AfterContainer
  static void allEnginesHaveRun() {
    Assertions.assertThat(RUN).contains(TestEngine.VM, TestEngine.JIT);
  }
}
