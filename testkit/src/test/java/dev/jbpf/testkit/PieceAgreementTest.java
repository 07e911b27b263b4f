package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import java.util.Random;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets of XDP that no page holds come in pieces, of which programs see the first. */
class PieceAgreementTest {
  private static final MapDef<Integer, byte[]> NOTES = MapDef.array("notes", Codec.bytes(128), 1);

  /** How long it is as it is seen, and as a whole; and bytes from three places. */
  private static final String LOOK =
      """
      r1 = *(u32 *)(r6 + 4)
      r2 = *(u32 *)(r6 + 0)
      r1 -= r2
      *(u64 *)(r7 + 0) = r1
      r1 = r6
      call xdp_get_buff_len
      *(u64 *)(r7 + 8) = r0
      r1 = r6
      r2 = 3512
      r3 = r7
      r3 += 16
      r4 = 16
      call xdp_load_bytes
      *(u64 *)(r7 + 40) = r0
      r7 += 48
      """;

  private static ProgramDef program(String call) {
    String source =
        "r6 = r1\nr7 = map_value notes, 0 ll\n"
            + LOOK
            + call
            + "\n*(u64 *)(r7 + 0) = r0\nr7 += 8\n";
    return ProgramDef.of(
            "pieces",
            "xdp.frags",
            Assembler.assemble(source + LOOK + "r0 = 2\nexit").program().orElseThrow())
        .withMap(NOTES);
  }

  private static byte[] packet(int size) {
    byte[] packet = new byte[size];
    new Random(size).nextBytes(packet);
    return packet;
  }

  @BpfTest
  @CsvSource({
    "64, -1",
    "3519, 1",
    "3520, 1",
    "3521, 3000",
    "3521, 4095",
    "3521, 4096",
    "4096, -3000",
    "9000, 100",
    "9000, 2712",
    "9000, 2713",
    "9000, -8000",
    "9000, -8987",
    "60000, 3000"
  })
  void theTailMovesInTheLastPiece(int size, int by) {
    assertThat(program("r1 = r6\nr2 = %d\ncall xdp_adjust_tail".formatted(by)))
        .withPacket(packet(size))
        .returns(2);
  }

  @BpfTest
  @CsvSource({"64, 10", "64, 51", "9000, 100", "9000, -100", "9000, 3506", "9000, 3507"})
  void theHeadMovesInTheFirst(int size, int by) {
    assertThat(program("r1 = r6\nr2 = %d\ncall xdp_adjust_head".formatted(by)))
        .withPacket(packet(size))
        .returns(2);
  }

  @BpfTest
  @CsvSource({"9000, 3510", "9000, 7600", "9000, 8990", "3520, 3510", "3530, 3510"})
  void bytesAreStoredAcrossPieces(int size, int at) {
    String store = "r1 = r6\nr2 = %d\nr3 = r7\nr3 += -32\nr4 = 16\ncall xdp_store_bytes";
    assertThat(program(store.formatted(at))).withPacket(packet(size)).returns(2);
  }
}
