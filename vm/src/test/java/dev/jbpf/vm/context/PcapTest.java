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
