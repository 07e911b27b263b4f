package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;
import static dev.jbpf.testkit.sweep.Script.Argument.MAP;

import dev.jbpf.map.MapDef;
import java.util.Random;
import java.util.function.Consumer;

/** Ring buffers: sizes at which they are full, positions, flags, records given up. */
final class RingCases {
  private static final int SEQUENCES = 150;

  private RingCases() {}

  static void all(Consumer<Case> to) {
    for (int bytes : new int[] {4_096, 8_192, 65_536}) {
      MapDef<?, ?> def = MapDef.ringBuffer("m", bytes);
      for (long size = bytes - 24; size <= bytes + 8; size++) {
        to.accept(Case.of(positions(end(reserve(new Script(), size, 0), 132, 0)), def));
        to.accept(Case.of(positions(end(reserve(new Script(), size, 0), 133, 0)), def));
      }
      for (long size : new long[] {0, 1, 7, 8, 9, 1_000, 1L << 30, (1L << 30) - 8, 1L << 32}) {
        for (long flags : new long[] {0, 1, 2, 3, 4, 1L << 32, -1}) {
          to.accept(Case.of(positions(end(reserve(new Script(), size, flags), 132, 0)), def));
          to.accept(Case.of(positions(end(reserve(new Script(), size, 0), 132, flags)), def));
          to.accept(Case.of(positions(end(reserve(new Script(), size, 0), 133, flags)), def));
        }
      }
      for (int size = 0; size <= 64; size++) {
        for (long flags : new long[] {0, 1, 2, 3, 4, 1L << 32}) {
          to.accept(Case.of(positions(new Script().call(130, MAP, BUFFER, size, flags)), def));
        }
      }
      for (long what : new long[] {0, 1, 2, 3, 4, 5, 100, 1L << 32, -1}) {
        Script script = new Script().call(130, MAP, BUFFER, 24, 0);
        to.accept(Case.of(script.call(134, MAP, what), def));
      }
      for (int size : new int[] {8, 16, 24, 60, 64}) {
        to.accept(Case.of(untilFull(bytes, size), def));
      }
      Random random = new Random(bytes);
      for (int i = 0; i < SEQUENCES; i++) {
        to.accept(Case.of(sequence(random, bytes), def));
      }
    }
  }

  /** The size has to be the verifier's: a constant below 2 to the power of 32. */
  private static Script reserve(Script script, long size, long flags) {
    return script.callForPointer(131, MAP, size, flags);
  }

  private static Script end(Script script, int helper, long flags) {
    String none = script.label();
    return script.then(
        "if r8 == 0 goto %1$s\nr1 = r8\nr2 = 0x%2$x ll\ncall %3$d\n%1$s:", none, flags, helper);
  }

  private static Script positions(Script script) {
    for (int what = 0; what < 4; what++) {
      script.call(134, MAP, what);
    }
    return script;
  }

  /** Counts the records that find room. */
  private static Script untilFull(int bytes, int size) {
    String loop = "loop";
    return positions(
        new Script()
            .then("r9 = 0\n%s:", loop)
            .callOnly(130, MAP, BUFFER, size, 0)
            .then("if r0 != 0 goto full\nr9 += 1\nif r9 < %d goto %s\nfull:", bytes / 8, loop)
            .note("r0")
            .note("r9"));
  }

  private static Script sequence(Random random, int bytes) {
    Script script = new Script();
    for (int i = 0; i < 20; i++) {
      switch (random.nextInt(4)) {
        case 0 -> script.call(134, MAP, random.nextInt(5));
        case 1 -> script.call(130, MAP, BUFFER, random.nextInt(65), random.nextInt(3));
        default -> {
          int size = random.nextInt(bytes / 8 * 3);
          reserve(script, size, 0);
          String none = script.label();
          script.then("if r8 == 0 goto %s", none);
          if (size >= 8) {
            script.then("r1 = %d\n*(u64 *)(r8 + 0) = r1", random.nextInt(1_000));
          }
          // What nobody wrote is the record of before: cut it off from what is compared.
          script.then("r1 = r8\nr2 = 0\ncall 133\n%s:", none);
        }
      }
    }
    return positions(script);
  }
}
