package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.library.Counters;
import dev.jbpf.dsl.value.library.Networks;
import dev.jbpf.dsl.value.library.TokenBucket;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.dsl.value.packet.Ipv6;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.histogram.LinearHistogram;
import dev.jbpf.map.prefix.Prefix4;
import dev.jbpf.map.prefix.Prefix6;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The library's parts do on the VM and in the kernel what they say. */
class LibraryTest {
  /** Where a program runs. */
  private interface Place {
    long run(byte[] packet);

    <K, V> BpfMap<K, V> map(MapDef<K, V> def);
  }

  private record OnVm(Vm vm, ProgramDef def, Map<String, BpfMap<?, ?>> maps) implements Place {
    static OnVm of(ProgramDef def) {
      Vm vm = Vm.create(VmOptions.DEFAULT);
      Map<String, BpfMap<?, ?>> maps = new HashMap<>();
      def.maps().forEach(map -> maps.put(map.name(), vm.map(map)));
      return new OnVm(vm, def, maps);
    }

    @Override
    public long run(byte[] packet) {
      return vm.load(def.program())
          .run(Contexts.of(def.kind().type(), packet.clone()).orElseThrow());
    }

    @Override
    @SuppressWarnings("unchecked") // that of this definition
    public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
      return (BpfMap<K, V>) maps.get(def.name());
    }
  }

  private record InKernel(KernelProgram program) implements Place {
    @Override
    public long run(byte[] packet) {
      return program.testRun(TestRun.onPacket(packet)).returnValue();
    }

    @Override
    public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
      return program.map(def);
    }
  }

  private static void everywhere(ProgramDef def, boolean hasKernel, Consumer<Place> test) {
    if (hasKernel) {
      try (KernelProgram program = Bpf.load(def)) {
        test.accept(new InKernel(program));
      }
    } else {
      test.accept(OnVm.of(def));
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] from(String source) {
    byte[] bytes = address(source).getAddress();
    byte[] packet = new byte[80];
    packet[12] = (byte) (bytes.length == 4 ? 0x08 : 0x86);
    packet[13] = (byte) (bytes.length == 4 ? 0x00 : 0xdd);
    packet[14] = 0x45;
    System.arraycopy(bytes, 0, packet, bytes.length == 4 ? 26 : 22, bytes.length);
    return packet;
  }

  private enum Verdict {
    PASSED,
    DROPPED
  }

  private static final Counters<Verdict> PACKETS = Counters.of("packets", Verdict.class);
  private static final MapDef<Prefix4, Long> BLOCKED = Prefix4.map("blocked", Codec.U64, 16);
  private static final MapDef<Prefix6, Long> BLOCKED6 = Prefix6.map("blocked6", Codec.U64, 16);
  private static final MapDef<Inet6Address, Long> EXACT =
      MapDef.hash("exact", Codec.IPV6, Codec.U64, 16);

  private static final ProgramDef FIREWALL =
      Probe.xdp(
          "firewall",
          p -> {
            p.packet()
                .ipv4()
                .flatMap(ip -> Networks.find(p, BLOCKED, ip.source()))
                .ifPresent(hits -> dropped(p));
            p.packet()
                .ipv6()
                .map(Ipv6::source)
                .flatMap(source -> Networks.find(p, BLOCKED6, source))
                .ifPresent(hits -> dropped(p));
            p.packet()
                .ipv6()
                .map(Ipv6::source)
                .flatMap(source -> p.map(EXACT).find(source))
                .ifPresent(hits -> dropped(p));
            PACKETS.add(p, Verdict.PASSED, 1);
            p.exit(XdpAction.PASS);
          });

  private static void dropped(XdpBody p) {
    PACKETS.add(p, Verdict.DROPPED, p.u32(1));
    p.exit(XdpAction.DROP);
  }

  private static void networks(Place place) {
    place.map(BLOCKED).update(Prefix4.parse("10.1.0.0/16"), 0L);
    place.map(BLOCKED6).update(Prefix6.parse("2001:db8::/33"), 0L);
    place.map(EXACT).update((Inet6Address) address("fe80::7"), 0L);
    String[] inside = {"10.1.2.3", "2001:db8:7fff::1", "fe80::7"};
    String[] outside = {"10.2.2.3", "2001:db8:8000::1", "fe80::8", "1.2.3.4"};
    for (String source : inside) {
      assertThat(place.run(from(source))).as(source).isEqualTo(XdpAction.DROP.value());
    }
    for (String source : outside) {
      assertThat(place.run(from(source))).as(source).isEqualTo(XdpAction.PASS.value());
    }
    assertThat(PACKETS.read(place.map(PACKETS.map())))
        .containsEntry(Verdict.DROPPED, 3L)
        .containsEntry(Verdict.PASSED, 4L);
  }

  @Test
  void networksAndCountersOnTheVm() {
    everywhere(FIREWALL, false, LibraryTest::networks);
  }

  @Test
  @KernelTest
  void networksAndCountersInTheKernel() {
    everywhere(FIREWALL, true, LibraryTest::networks);
  }

  /** So slow that none comes while the test runs. */
  private static final TokenBucket<Inet4Address> LIMIT =
      TokenBucket.of("limit", Codec.IPV4, 64, 1, 3);

  private static final ProgramDef LIMITED =
      Probe.xdp("limited")
          .since(5, 12)
          .build(
              p -> {
                Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.ABORTED);
                p.when(LIMIT.take(p, ip.source()).ne(0), () -> p.exit(XdpAction.PASS));
                p.exit(XdpAction.DROP);
              });

  private static void tokens(Place place) {
    for (String source : new String[] {"10.0.0.1", "10.0.0.2"}) {
      List<Long> verdicts =
          java.util.stream.IntStream.range(0, 5).mapToObj(i -> place.run(from(source))).toList();
      assertThat(verdicts).as(source).containsExactly(2L, 2L, 2L, 1L, 1L);
    }
    place
        .map(LIMIT.map())
        .toMap()
        .forEach((key, time) -> place.map(LIMIT.map()).update(key, time - 2_000_000_000L));
    assertThat(place.run(from("10.0.0.1"))).isEqualTo(2);
    assertThat(place.run(from("10.0.0.1"))).isEqualTo(2);
    assertThat(place.run(from("10.0.0.1"))).isEqualTo(1);
  }

  @Test
  void tokensAreTakenAndComeOnTheVm() {
    everywhere(LIMITED, false, LibraryTest::tokens);
  }

  @Test
  @KernelTest
  void tokensAreTakenAndComeInTheKernel() {
    everywhere(LIMITED, true, LibraryTest::tokens);
  }

  record First(byte value) {}

  private static final LinearHistogram.Steps STEPS = new LinearHistogram.Steps(-10, 10, 3);
  private static final MapDef<Integer, Long> SLOTS = STEPS.map("slots");

  private static final ProgramDef HISTOGRAM =
      Probe.xdp(
          "histogram",
          p -> {
            Cell<First> first = p.packet().at(0, First.class).orReturn(0);
            p.countLinear(SLOTS, STEPS, first.get(First::value));
            p.exit(0);
          });

  private static void histogram(Place place) {
    for (int value : new int[] {-128, -11, -10, -1, 0, 9, 9, 10, 19, 20, 127}) {
      byte[] packet = new byte[64];
      packet[0] = (byte) value;
      place.run(packet);
    }
    assertThat(LinearHistogram.of(STEPS, place.map(SLOTS)).table("degrees").lines())
        .extracting(line -> line.replaceAll(" *\\|.*", "").strip())
        .containsExactly(
            "degrees             : count     distribution",
            "below -10 : 2",
            "-10 -> -1 : 2",
            "0 -> 9 : 3",
            "10 -> 19 : 2",
            "20 and more : 2");
  }

  @Test
  void stepsAreCountedOnTheVm() {
    everywhere(HISTOGRAM, false, LibraryTest::histogram);
  }

  @Test
  @KernelTest
  void stepsAreCountedInTheKernel() {
    everywhere(HISTOGRAM, true, LibraryTest::histogram);
  }

  @Test
  void wrongDefinitionsSayWhatIsWrong() {
    assertThatThrownBy(() -> Prefix4.parse("10.0.0.0/33")).hasMessageContaining("must be 0 to 32");
    assertThatThrownBy(() -> Prefix4.parse("::1/8")).hasMessageContaining("no network of IPv4");
    assertThatThrownBy(() -> Prefix6.parse("example.org/8")).hasMessageContaining("no network");
    assertThat(Prefix6.parse("2001:db8::/33").contains(address("2001:db8:7fff::"))).isTrue();
    assertThat(Prefix6.parse("2001:db8::/33").contains(address("2001:db8:8000::"))).isFalse();
    assertThatThrownBy(() -> TokenBucket.of("b", Codec.IPV4, 1, 0, 1))
        .hasMessageContaining("0 a second");
    assertThatThrownBy(() -> new LinearHistogram.Steps(0, 0, 1)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new LinearHistogram.Steps(Long.MAX_VALUE, 2, 1))
        .hasMessageContaining("too many");
  }
}
