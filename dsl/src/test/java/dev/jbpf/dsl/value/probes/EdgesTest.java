package dev.jbpf.dsl.value.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.XdpBody;
import dev.jbpf.dsl.value.library.TokenBucket;
import dev.jbpf.dsl.value.memory.Array;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.packet.Ipv6;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.histogram.LinearHistogram;
import dev.jbpf.map.layout.Size;
import dev.jbpf.runtime.testing.KernelTest;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers at the edges of what they are for: the same on the VM and in the kernel. */
class EdgesTest {
  private static final long ABSENT = 99;

  /** A program, what it returns for a packet of 64 bytes, and what is to be seen in its maps. */
  record Case(String name, long result, Consumer<XdpBody> body, Consumer<Places> seen) {
    Case(String name, long result, Consumer<XdpBody> body) {
      this(name, result, body, place -> {});
    }

    ProgramDef program() {
      return Probe.xdp("edges").since(5, 12).build(body);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final MapDef<Inet6Address, Long> SEEN =
      MapDef.hash("seen", Codec.IPV6, Codec.U64, 16);
  private static final MapDef<Long, Long> LEFT = MapDef.hash("left", Codec.U64, Codec.U64, 16);
  private static final LinearHistogram.Steps STEPS = new LinearHistogram.Steps(-10, 5, 10);
  private static final MapDef<Integer, Long> LENGTHS = STEPS.map("lengths");

  /** So many at once that the machine has not run as long as they take to come. */
  private static final TokenBucket<Inet4Address> MANY =
      TokenBucket.of("many", Codec.IPV4, 64, 1, 1_000_000_000);

  record Device(@Size(16) String name, Inet4Address address, int number) {}

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** {@return a number whose lower half is 1} */
  private static U64 large(XdpBody p) {
    return p.packet().length().toU64().add(0x1_0000_0001L - 64);
  }

  static Stream<Case> all() {
    return Stream.of(
        new Case(
            "what is taken is a copy, and no longer in the map",
            7 + 40 + 500,
            p -> {
              U64 key = p.packet().length().toU64();
              p.map(LEFT).put(key, 7);
              Cell<Long> taken = p.map(LEFT).take(key).orReturn(ABSENT);
              p.map(LEFT).put(key, 40);
              U64 later = p.map(LEFT).take(key).orReturn(ABSENT).u64();
              p.map(LEFT).take(key).ifPresent(found -> p.exit(ABSENT));
              p.exit(taken.u64().add(later).add(500));
            },
            place -> assertThat(place.map(LEFT).toMap()).isEmpty()),
        new Case(
            "an index of an array counts with all bits",
            ABSENT,
            p -> {
              Array<U64> array = p.array(U64.KIND, 4);
              p.exit(array.at(large(p)).orReturn(ABSENT).u64());
            }),
        new Case(
            "an index of memory counts with all bits",
            ABSENT,
            p -> p.exit(p.local(Codec.longs(4)).element(large(p)).orReturn(ABSENT).u64())),
        new Case(
            "so does an offset into the packet",
            ABSENT,
            p -> p.exit(p.packet().u8At(large(p), 100).orReturn(ABSENT))),
        new Case(
            "a number of 64 bits is an index",
            7,
            p -> {
              Array<U64> array = p.array(U64.KIND, 4);
              array.set(1, p.u64(7));
              U64 one = p.packet().length().toU64().subtract(63);
              p.exit(array.at(one).orReturn(ABSENT).u64());
            }),
        new Case(
            "an address of IPv6 is a key",
            1,
            p -> {
              Ipv6 ip = p.packet().ipv6().orReturn(ABSENT);
              p.map(SEEN).increment(ip.source());
              p.exit(p.map(SEEN).find(ip.source()).orReturn(ABSENT).u64());
            },
            place ->
                assertThat(place.map(SEEN).lookup((Inet6Address) address("2001:db8::7")))
                    .hasValue(1L)),
        new Case(
            "a number without a sign is never below zero",
            0,
            p -> {
              p.countLinear(LENGTHS, STEPS, p.packet().length().toU64().subtract(66));
              p.exit(0);
            },
            place -> {
              assertThat(place.map(LENGTHS).lookup(11)).isEqualTo(Optional.of(1L));
              assertThat(place.map(LENGTHS).lookup(2)).isEqualTo(Optional.of(0L));
            }),
        new Case(
            "a bucket is full at first, however large",
            1,
            p -> p.exit(MANY.take(p, p.be32(0x0a000001)))),
        new Case(
            "a record takes texts and addresses of Java",
            1,
            p -> {
              Inet4Address home = (Inet4Address) address("127.0.0.1");
              Cell<Device> device = p.record(Device.class, "lo", home, (short) 1);
              p.exit(
                  device
                      .at(Device::name)
                      .is("lo")
                      .and(device.get(Device::address).eq(home))
                      .and(device.get(Device::number).eq(1))
                      .toU32());
            }));
  }

  private static void check(Case each, Places place) {
    byte[] packet = new byte[64];
    packet[12] = (byte) 0x86;
    packet[13] = (byte) 0xdd;
    System.arraycopy(address("2001:db8::7").getAddress(), 0, packet, 22, 16);
    assertThat(place.run(packet)).isEqualTo(each.result());
    each.seen().accept(place);
  }

  @ParameterizedTest
  @MethodSource("all")
  void onTheVm(Case each) {
    Places.onVm(each.program(), place -> check(each, place));
  }

  @ParameterizedTest
  @MethodSource("all")
  @KernelTest
  void inTheKernel(Case each) {
    Places.inKernel(each.program(), place -> check(each, place));
  }
}
