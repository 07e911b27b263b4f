package dev.jbpf.vm.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapTest {
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;

  private static byte[] file(ByteOrder order, int magic) {
    return ByteBuffer.allocate(24 + 16 + 2)
        .order(order)
        .putInt(magic)
        .putShort((short) 2)
        .putShort((short) 4)
        .putLong(0)
        .putInt(65_535)
        .putInt(1)
        .putInt(10)
        .putInt(500)
        .putInt(2)
        .putInt(60)
        .put((byte) 0xab)
        .put((byte) 0xcd)
        .array();
  }

  @ParameterizedTest
  @CsvSource({"a1b2c3d4, 500000", "a1b23c4d, 500"})
  void bothByteOrdersAndClocksAreRead(String magic, int nanos) throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] file = file(order, Integer.parseUnsignedInt(magic, 16));
      List<Pcap.Packet> packets = Pcap.parse("test", file);
      assertThat(packets).singleElement();
      assertThat(packets.get(0).bytes()).containsExactly(0xab, 0xcd);
      assertThat(packets.get(0).time()).isEqualTo(Instant.ofEpochSecond(10, nanos));
    }
  }

  private static byte[] block(ByteOrder order, int type, byte[] body) {
    int length = 12 + body.length;
    return ByteBuffer.allocate(length)
        .order(order)
        .putInt(type)
        .putInt(length)
        .put(body)
        .putInt(length)
        .array();
  }

  /** Of {@code resolution} and seconds that its clock is behind. */
  private static byte[] port(ByteOrder order, int resolution, long behind) {
    ByteBuffer body = ByteBuffer.allocate(32).order(order).putShort((short) 1).putShort((short) 0);
    body.putInt(0).putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
    body.putShort((short) 14).putShort((short) 8).putLong(behind).putInt(0);
    return block(order, 1, body.array());
  }

  private static byte[] packet(ByteOrder order, int port, long time) {
    ByteBuffer body = ByteBuffer.allocate(24).order(order).putInt(port);
    body.putInt((int) (time >>> 32)).putInt((int) time).putInt(2).putInt(60);
    return block(order, 6, body.put((byte) 0xab).put((byte) 0xcd).array());
  }

  private static byte[] capture(ByteOrder order, byte[]... blocks) {
    ByteBuffer head = ByteBuffer.allocate(16).order(order).putInt(0x1a2b3c4d);
    byte[] first =
        block(order, 0x0a0d0d0a, head.putShort((short) 1).putShort((short) 0).putLong(-1).array());
    ByteBuffer all = ByteBuffer.allocate(1_000).put(first);
    for (byte[] one : blocks) {
      all.put(one);
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  @Test
  void eachInterfaceHasItsClock() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] file =
          capture(
              order,
              port(order, 9, 100),
              port(order, 3, 0),
              port(order, 0x80 | 10, -7),
              packet(order, 0, 5_000_000_123L),
              packet(order, 1, 1_700_000_000_123L),
              packet(order, 2, (1_700_000_000L << 10) + 512),
              packet(order, 1, -1));
      assertThat(Pcap.parse("test", file))
          .extracting(Pcap.Packet::time)
          .containsExactly(
              Instant.ofEpochSecond(105, 123),
              Instant.ofEpochSecond(1_700_000_000L, 123_000_000),
              Instant.ofEpochSecond(1_700_000_000L - 7, 500_000_000),
              Instant.ofEpochSecond(18_446_744_073_709_551L, 615_000_000));
    }
  }

  @Test
  void aTimeThatIsNoneBreaksAFile() {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    for (long behind : new long[] {0, Long.MAX_VALUE, 1L << 60}) {
      byte[] file = capture(order, port(order, 0, behind), packet(order, 0, Long.MAX_VALUE));
      assertThatThrownBy(() -> Pcap.parse("test", file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is broken behind packet 0");
    }
    assertThatThrownBy(() -> Pcap.parse("test", capture(order, packet(order, 0, 1))))
        .hasMessageContaining("a packet of interface 0, which is not there");
  }

  /** Byte by byte: nobody but other tools would notice. */
  @Test
  void whatIsWrittenIsAFileOfVersion24(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("out.pcap");
    byte[] packet = {(byte) 0xab, (byte) 0xcd};
    Pcap.write(file, List.of(new Pcap.Packet(Instant.ofEpochSecond(10, 500), packet)));
    byte[] expected = file(ByteOrder.LITTLE_ENDIAN, NANOSECONDS);
    ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 262_144).putInt(36, 2);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void aFileIsNamedThatIsNone(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("x.pcap"), "no capture, but long enough");
    assertThatThrownBy(() -> Pcap.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is no pcap file: it starts with 6e6f2063");
    assertThatThrownBy(() -> Pcap.parse("empty", new byte[3]))
        .hasMessage("empty is no pcap file: it has 3 bytes only");
  }

  @Test
  void aFileThatIsCutSaysWhere() {
    byte[] file = file(ByteOrder.LITTLE_ENDIAN, NANOSECONDS);
    for (int length = 25; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> Pcap.parse("cut", cut))
          .isInstanceOf(IOException.class)
          .hasMessage("cut ends in the middle of packet 1");
    }
  }

  @Test
  void aLengthThatIsNoneIsRefused() {
    byte[] file = file(ByteOrder.BIG_ENDIAN, MICROSECONDS);
    ByteBuffer.wrap(file).putInt(24 + 8, -1);
    assertThatThrownBy(() -> Pcap.parse("negative", file)).isInstanceOf(IOException.class);
  }
}
