package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a map's value may be used for, as Linux 6.18 said of each of these programs. */
class MapVerdictsTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);

  /** A load of a map, whose descriptor is not known yet. */
  private static final String MAP = "r1 = 0x7a700000 ll\n";

  /** The source register by which {@code lddw} says that it loads one. */
  private static final int MAP_DESCRIPTOR = 1 << 4;

  private static final String ELEMENT =
      """
      *(u64 *)(r10 - 8) = %d
      r2 = r10
      r2 += %d
      %scall 1
      """;

  /** Keys that are in the upper half of a number count as all of it. */
  @ParameterizedTest
  @CsvSource({"0, -4, true", "3, -4, true", "4, -4, false", "0, -8, false", "0, -6, false"})
  void anElementWhoseIndexIsKnownIsNotNull(long stored, int key, boolean isTaken) {
    assertThat(
            isTaken(
                ProgramType.SOCKET_FILTER,
                MapShape.of(MapType.ARRAY, 4, 48, 4, 0),
                ELEMENT.formatted(stored, key, MAP) + "r0 = *(u8 *)(r0 + 0)\nr0 = 0\nexit"))
        .isEqualTo(isTaken);
  }

  /** What a helper returns that fills at most nothing is no size for another call. */
  @ParameterizedTest
  @CsvSource({"0, true", "48, true", "49, false"})
  void aResultIsAtMostTheSizeThatWasGiven(int size, boolean isTaken) {
    String after =
        """
        if r0 == 0 goto out
        r7 = r0
        r1 = r6
        r2 = r7
        r3 = %d
        r4 = 256
        call 67
        r8 = r0
        r8 <<= 32
        r8 s>>= 32
        if r8 s< 0 goto out
        r1 = r6
        r2 = r7
        r3 = r8
        r4 = 0
        call 67
        out:
        r0 = 0
        exit
        """;
    assertThat(
            isTaken(
                ProgramType.KPROBE,
                MapShape.of(MapType.HASH, 8, 48, 4, 0),
                "r6 = r1\n" + ELEMENT.formatted(0, -8, MAP) + after.formatted(size)))
        .isEqualTo(isTaken);
  }

  /** Once its sign is extended, no more is known of a number than its ends tell. */
  @ParameterizedTest
  @CsvSource({"0xff00000010, -1, false", "0x10, -1, true", "0x10, 20, true"})
  void aSignIsExtendedByTheEnds(String mask, int limit, boolean isTaken) {
    String after =
        """
        if r0 == 0 goto out
        r1 = *(u64 *)(r0 + 0)
        r2 = %s ll
        r1 &= r2
        r1 = (s32)r1
        if w1 s> %d goto out
        r0 += r1
        r0 = *(u8 *)(r0 + 0)
        out:
        r0 = 0
        exit
        """;
    assertThat(
            isTaken(
                ProgramType.SOCKET_FILTER,
                MapShape.of(MapType.HASH, 8, 48, 4, 0),
                ELEMENT.formatted(0, -8, MAP) + after.formatted(mask, limit)))
        .isEqualTo(isTaken);
  }

  private static boolean isTaken(ProgramType type, MapShape map, String source) {
    Program plain = Assembler.assemble(source).program().orElseThrow();
    byte[] bytes = plain.toBytes(ByteOrder.LITTLE_ENDIAN);
    int slot = source.startsWith("r6") ? 4 : 3;
    bytes[Long.BYTES * slot + 1] |= MAP_DESCRIPTOR;
    Program program = Program.decode(bytes, ByteOrder.LITTLE_ENDIAN);
    Subject subject = Subject.of(program, type).withMaps(Map.of(slot, map));
    return Verifier.of(KERNEL).verify(subject) instanceof Verdict.Accepted;
  }
}
