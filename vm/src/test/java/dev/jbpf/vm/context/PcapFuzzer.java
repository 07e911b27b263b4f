package dev.jbpf.vm.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jbpf.testing.Bounded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes are a capture: they give packets that they hold, or one kind of exception. */
class PcapFuzzer {
  static Stream<byte[]> seeds() {
    return Stream.of(
        capture(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 0, 14),
        capture(ByteOrder.BIG_ENDIAN, 0xa1b23c4d, 60),
        capture(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4),
        PcapNg.bytes(List.of(new Pcap.Packet(Instant.EPOCH, new byte[61]))));
  }

  /** A file with packets of these lengths. */
  private static byte[] capture(ByteOrder order, int magic, int... lengths) {
    ByteBuffer file = ByteBuffer.allocate(24 + 100 * lengths.length).order(order);
    file.putInt(magic).putShort((short) 2).putShort((short) 4);
    file.putInt(0).putInt(0).putInt(65_535).putInt(1);
    for (int length : lengths) {
      file.putInt(1_000_000_000).putInt(999_999).putInt(length).putInt(length);
      file.position(file.position() + length);
    }
    return ByteBuffer.allocate(file.position()).put(file.flip()).array();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "20s")
  void givesPacketsOrSaysWhyNot(byte[] bytes) throws Exception {
    if (bytes == null) {
      return; // Jazzer's own seed for "nothing".
    }
    Bounded.run(
        () -> {
          try {
            long held =
                Pcap.parse("fuzz.pcap", bytes).stream().mapToLong(p -> p.bytes().length).sum();
            assertThat(held).isLessThanOrEqualTo(bytes.length);
          } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("fuzz.pcap ");
          }
        });
  }
}
