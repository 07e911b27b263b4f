package dev.jbpf.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.StructField;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.Layout;
import dev.jbpf.map.layout.Size;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U32;
import dev.jbpf.map.layout.U8;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
  private static <T> String hex(Codec<T> codec, T value) {
    ByteBuffer buffer = ByteBuffer.allocate(codec.size() + 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) 0xee);
    }
    codec.encode(value, buffer, 1);
    assertThat(buffer.get(0)).as("the byte before").isEqualTo((byte) 0xee);
    assertThat(buffer.get(codec.size() + 1)).as("the byte after").isEqualTo((byte) 0xee);
    assertThat(buffer.position()).isZero();
    return HexFormat.of().formatHex(buffer.array(), 1, codec.size() + 1);
  }

  private static <T> T back(Codec<T> codec, T value) {
    ByteBuffer buffer = ByteBuffer.allocate(codec.size()).order(ByteOrder.LITTLE_ENDIAN);
    codec.encode(value, buffer, 0);
    return codec.decode(buffer, 0);
  }

  @Test
  void numbersLieAsInC() {
    assertThat(hex(Codec.U8, 255)).isEqualTo("ff");
    assertThat(hex(Codec.U16, 0xabcd)).isEqualTo("cdab");
    assertThat(hex(Codec.U32, 0xdeadbeefL)).isEqualTo("efbeadde");
    assertThat(hex(Codec.U64, -2L)).isEqualTo("feffffffffffffff");
    assertThat(hex(Codec.S8, -1)).isEqualTo("ff");
    assertThat(hex(Codec.S16, -2)).isEqualTo("feff");
    assertThat(hex(Codec.S32, -3)).isEqualTo("fdffffff");
    assertThat(hex(Codec.ordered(Codec.U32, ByteOrder.BIG_ENDIAN), 0x01020304L))
        .isEqualTo("01020304");
  }

  /** A record with the addresses and the lock that the kernel knows. */
  record Peer(SpinLock lock, Inet4Address four, short port, Inet6Address six) {}

  @Test
  void addressesLieInNetworkOrderWhateverTheMachines() throws IOException {
    Inet4Address four = (Inet4Address) InetAddress.getByName("10.9.0.7");
    Inet6Address six = (Inet6Address) InetAddress.getByName("fe80::1:2");
    assertThat(hex(Codec.IPV4, four)).isEqualTo("0a090007");
    assertThat(hex(Codec.IPV6, six)).isEqualTo("fe800000000000000000000000010002");
    assertThat(back(Codec.IPV4, four)).isEqualTo(four);
    assertThat(back(Codec.IPV6, six)).isEqualTo(six);
    Inet6Address mapped =
        Inet6Address.getByAddress(
            null, HexFormat.of().parseHex("00000000000000000000ffff0a090007"), -1);
    assertThat(back(Codec.IPV6, mapped)).isEqualTo(mapped);
    Codec<Peer> record = Codec.record(Peer.class);
    Peer peer = new Peer(SpinLock.FREE, four, (short) 80, six);
    assertThat(record.size()).isEqualTo(4 + 4 + 2 + 2 + 16);
    assertThat(hex(record, peer))
        .isEqualTo("00000000" + "0a090007" + "50000000" + "fe800000000000000000000000010002");
    assertThat(back(record, peer)).isEqualTo(peer);
    assertThat(((Layout.Struct) record.layout()).members().get(0).layout())
        .isInstanceOfSatisfying(
            Layout.Struct.class, lock -> assertThat(lock.name()).isEqualTo("bpf_spin_lock"));
  }

  @Test
  void unsignedNumbersComeBackUnsigned() {
    assertThat(back(Codec.U8, 200)).isEqualTo(200);
    assertThat(back(Codec.U16, 60_000)).isEqualTo(60_000);
    assertThat(back(Codec.U32, 4_000_000_000L)).isEqualTo(4_000_000_000L);
    assertThat(back(Codec.S8, -128)).isEqualTo(-128);
    assertThat(back(Codec.S16, -32_768)).isEqualTo(-32_768);
  }

  @ParameterizedTest
  @CsvSource({"256, 0 to 255", "-1, 0 to 255"})
  void nothingIsCutToFit(int value, String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hex(Codec.U8, value))
        .withMessage("u8 is " + value + ", must be " + range);
  }

  @Test
  void wideNumbersAreNotCutEither() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hex(Codec.U32, 1L << 32))
        .withMessage("u32 is 4294967296, must be 0 to 4294967295");
    assertThatIllegalArgumentException().isThrownBy(() -> hex(Codec.U32, -1L));
    assertThatIllegalArgumentException().isThrownBy(() -> hex(Codec.INDEX, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> hex(Codec.S16, 32_768));
  }

  @Test
  void textEndsWithNul() {
    assertThat(hex(Codec.text(4), "ab")).isEqualTo("61620000");
    assertThat(back(Codec.text(16), "kworker/0:1")).isEqualTo("kworker/0:1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hex(Codec.text(4), "abcd"))
        .withMessageContaining("at most 3");
    assertThatIllegalArgumentException().isThrownBy(() -> hex(Codec.text(4), "a\0b"));
  }

  @Test
  void bytesHaveTheirLength() {
    assertThat(hex(Codec.bytes(3), new byte[] {1, 2, 3})).isEqualTo("010203");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hex(Codec.bytes(3), new byte[2]))
        .withMessageContaining("must be 3");
  }

  private record Inner(byte low, short high) {}

  private record Event(
      @U32 long pid,
      long time,
      @U8 int cpu,
      Inner inner,
      @BigEndian @U16 int port,
      @Size(5) String comm,
      @Size(2) int[] pair) {}

  /** Sizes and offsets are those that gcc gives the same struct. */
  @Test
  void recordsLieAsStructs() {
    Codec<Event> codec = Codec.record(Event.class);
    Event event = new Event(7, -1, 3, new Inner((byte) 1, (short) 2), 80, "java", new int[] {5, 6});
    assertThat(codec.size()).isEqualTo(40);
    assertThat(codec.alignment()).isEqualTo(8);
    assertThat(hex(codec, event))
        .isEqualTo(
            "07000000"
                + "00000000"
                + "ffffffffffffffff"
                + "03"
                + "00"
                + "0100"
                + "0200"
                + "0050"
                + "6a61766100"
                + "000000"
                + "05000000"
                + "06000000");
  }

  @Test
  void recordsComeBack() {
    Event event =
        new Event(7, -1, 3, new Inner((byte) -1, (short) 2), 80, "java", new int[] {5, 6});
    assertThat(back(Codec.record(Event.class), event)).usingRecursiveComparison().isEqualTo(event);
  }

  @Test
  void componentsOfRecordsAreFields() {
    assertThat(Codec.field(Event.class, "pid"))
        .isEqualTo(new StructField("Event", "pid", 0, 4, false));
    assertThat(Codec.field(Event.class, "time"))
        .isEqualTo(new StructField("Event", "time", 8, 8, true));
    assertThat(Codec.field(Inner.class, "high"))
        .isEqualTo(new StructField("Inner", "high", 2, 2, true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Codec.field(Event.class, "gid"))
        .withMessageContaining("gid");
  }

  private record Network(
      @BigEndian short s, @BigEndian int i, @BigEndian @U32 long u, @BigEndian long l) {}

  @Test
  void membersHaveTheirOwnByteOrder() {
    Codec<Network> codec = Codec.record(Network.class);
    Network network = new Network((short) -2, 1, 0xffff_fffeL, 3);
    assertThat(hex(codec, network))
        .isEqualTo("fffe0000" + "00000001" + "fffffffe" + "00000000" + "0000000000000003");
    assertThat(back(codec, network)).isEqualTo(network);
  }

  /** So that definitions of maps with them are equal. */
  @Test
  void aTypeHasOneCodec() {
    assertThat(Codec.record(Event.class)).isSameAs(Codec.record(Event.class));
  }

  private record Wrong(float ratio) {}

  private record Unsized(byte[] data) {}

  @Test
  void errorsOfRecordsNameTheComponent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Codec.record(Wrong.class))
        .withMessageContaining("Wrong.ratio (float)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Codec.record(Unsized.class))
        .withMessageContaining("needs @Size");
    Event event = new Event(-1, 0, 0, new Inner((byte) 0, (short) 0), 0, "", new int[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hex(Codec.record(Event.class), event))
        .withMessage("Event.pid: u32 is -1, must be 0 to 4294967295");
  }
}
