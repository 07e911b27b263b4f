package dev.jbpf.verifier.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Budget;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, there is a verdict, and soon. */
class HostileInputTest {
  private static final int[] OPCODES = {
    0x07, 0x0f, 0x18, 0x20, 0x30, 0x61, 0x62, 0x63, 0x71, 0x79, 0x7b, 0x85, 0x95, 0xb7, 0xbf, 0xc3,
    0xdb, 0x05, 0x06, 0x15, 0x1d, 0x2d, 0x55, 0xa5, 0xe5, 0xd4, 0xdc, 0x81, 0x3f, 0x97, 0xb4, 0xbc
  };
  private static final KernelVersion[] KERNELS = {
    new KernelVersion(6, 18), new KernelVersion(6, 1), new KernelVersion(4, 9)
  };

  @Test
  void tenThousandRandomProgramsGetAVerdict() {
    verify(1, 10_000);
  }

  @Test
  @Tag("long")
  void aMillionRandomProgramsGetAVerdict() {
    verify(2, 1_000_000);
  }

  private static void verify(long seed, int count) {
    Random random = new Random(seed);
    Budget budget = new Budget(100_000, Duration.ofSeconds(2));
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[8 * (1 + random.nextInt(24))];
      fill(bytes, random);
      Subject subject = subject(bytes, random);
      KernelVersion kernel = KERNELS[random.nextInt(KERNELS.length)];
      try {
        assertThat(Verifier.of(kernel).within(budget).verify(subject)).isInstanceOf(Verdict.class);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            subject.type() + " for " + kernel + ": " + HexFormat.of().formatHex(bytes), e);
      }
    }
  }

  /** Bytes of any kind, or fields that come near to what instructions have. */
  private static void fill(byte[] bytes, Random random) {
    random.nextBytes(bytes);
    if (random.nextInt(4) == 0) {
      return;
    }
    for (int at = 0; at < bytes.length; at += 8) {
      bytes[at] = (byte) OPCODES[random.nextInt(OPCODES.length)];
      bytes[at + 1] =
          (byte) (random.nextInt(11) | (random.nextInt(3) == 0 ? random.nextInt(11) << 4 : 0));
      bytes[at + 2] = (byte) (random.nextInt(12) - 4);
      bytes[at + 3] = (byte) (bytes[at + 2] >> 7);
      if (random.nextBoolean()) {
        bytes[at + 4] = (byte) random.nextInt(212);
        bytes[at + 5] = 0;
        bytes[at + 6] = 0;
        bytes[at + 7] = 0;
      }
    }
  }

  private static Subject subject(byte[] bytes, Random random) {
    Map<Integer, MapShape> maps = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      MapShape shape = MapPool.SHAPES.get(random.nextInt(MapPool.SHAPES.size()));
      maps.put(random.nextInt(bytes.length / 8), shape);
    }
    ProgramType[] types = ProgramType.values();
    return Subject.of(
            Program.decode(bytes, ByteOrder.LITTLE_ENDIAN), types[random.nextInt(types.length)])
        .at(random.nextInt(64))
        .withFlags(random.nextInt(8) == 0 ? random.nextInt() : 0)
        .withMaps(maps);
  }
}
