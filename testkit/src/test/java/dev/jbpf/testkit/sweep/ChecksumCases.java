package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;
import static dev.jbpf.testkit.sweep.Script.Argument.CONTEXT;

import dev.jbpf.kernel.ProgramType;
import java.util.List;
import java.util.function.Consumer;

/** Checksums: each size and flag, sums with and without a carry, fields at the edges. */
final class ChecksumCases {
  private static final long[] SUMS = {
    0, 1, 0xffff, 0x1_0000, 0xffff_ffffL, 0x1234_5678, 0xfffe_0001L
  };
  private static final long[] L4_FLAGS = {
    0,
    1,
    2,
    3,
    4,
    8,
    0x10,
    0x12,
    0x14,
    0x20,
    0x22,
    0x24,
    0x30,
    0x32,
    0x34,
    0x40,
    0x42,
    0x60,
    0x62,
    0x70,
    0x72,
    0x74,
    0x80,
    0x82,
    0x92,
    0xf2,
    0x102,
    1L << 32 | 2
  };

  private ChecksumCases() {}

  static void all(Consumer<Case> to) {
    for (int from = 0; from <= 64; from += 4) {
      for (int size : new int[] {0, 4, 8, 20, 64}) {
        for (long seed : SUMS) {
          to.accept(packet(new Script().call(28, BUFFER, from, BUFFER, size, seed)));
        }
      }
    }
    for (int size : new int[] {0, 1, 2, 3, 5, 7, 13, 63}) {
      for (int other : new int[] {0, 1, 2, 3, 6, 63}) {
        to.accept(packet(new Script().call(28, BUFFER, size, BUFFER, other, 0x1234)));
      }
      to.accept(packet(new Script().call(28, 0, 0, BUFFER, size, 0xffff)));
      to.accept(packet(new Script().call(28, BUFFER, size, 0, 0, 0xffff)));
    }
    for (long flags : L4_FLAGS) {
      for (int helper : new int[] {10, 11}) {
        for (long offset :
            new long[] {0, 24, 40, 62, 63, 64, 25, -2, 0xfffe, 0xffff, 0x1_0000, 1L << 31}) {
          to.accept(packet(new Script().call(helper, CONTEXT, offset, 0, 7, flags)));
          to.accept(packet(new Script().call(helper, CONTEXT, offset, 0x1122_3344L, 7, flags)));
        }
        for (long from : SUMS) {
          for (long target : SUMS) {
            Script script = new Script().call(helper, CONTEXT, 24, from, target, flags);
            to.accept(packet(script));
          }
        }
        // A field of zero, which is "no checksum" in UDP.
        Script zero =
            new Script().then("r1 = 0\n*(u64 *)(r10 - 64) = r1").call(9, CONTEXT, 24, BUFFER, 2, 0);
        to.accept(packet(zero.call(helper, CONTEXT, 24, 0, 7, flags)));
        to.accept(packet(zero.call(helper, CONTEXT, 24, 7, 0, flags)));
      }
    }
    for (ProgramType type :
        List.of(ProgramType.SCHED_CLS, ProgramType.XDP, ProgramType.LWT_XMIT, ProgramType.LWT_IN)) {
      for (byte[] packet : Packets.ALL) {
        for (long sum : SUMS) {
          to.accept(Case.of(type, new Script().call(40, CONTEXT, sum), packet));
          to.accept(Case.of(type, new Script().call(28, BUFFER, 8, BUFFER, 4, sum), packet));
        }
      }
    }
  }

  private static Case packet(Script script) {
    return Case.of(ProgramType.SCHED_CLS, script, Packets.NUMBERS);
  }
}
