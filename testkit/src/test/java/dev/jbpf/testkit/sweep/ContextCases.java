package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;
import static dev.jbpf.testkit.sweep.Script.Argument.CONTEXT;

import dev.jbpf.kernel.ProgramType;
import java.util.List;
import java.util.function.Consumer;

/** Members of contexts: what a test run gives, what may be stored; and what is returned at once. */
final class ContextCases {
  private static final List<ProgramType> TYPES =
      List.of(
          ProgramType.SCHED_CLS,
          ProgramType.SCHED_ACT,
          ProgramType.SOCKET_FILTER,
          ProgramType.CGROUP_SKB,
          ProgramType.LWT_IN,
          ProgramType.LWT_OUT,
          ProgramType.LWT_XMIT,
          ProgramType.XDP);

  private ContextCases() {}

  static void all(Consumer<Case> to) {
    for (ProgramType type : TYPES) {
      int size = type == ProgramType.XDP ? 24 : 192;
      for (byte[] packet : type == ProgramType.XDP ? List.of(Packets.IPV4_UDP) : Packets.ALL) {
        for (int offset = 0; offset < size; offset += 4) {
          to.accept(Case.of(type, load(type, offset, 4), packet));
        }
      }
      for (int offset = 0; offset < size; offset++) {
        for (int bytes : new int[] {1, 2, 4, 8}) {
          if (offset % bytes == 0) {
            if (!isUpperHalf(offset, bytes)) {
              to.accept(Case.of(type, load(type, offset, bytes), Packets.IPV4_UDP));
            }
            to.accept(Case.of(type, store(offset, bytes), Packets.IPV4_UDP).faultingIfRefused());
          }
        }
      }
      returns(type, to);
    }
  }

  /**
   * Of members that have 16 bits in the kernel: it loads the lower half in the place of the upper
   * one, which is zero.
   */
  private static boolean isUpperHalf(int offset, int bytes) {
    return bytes == 2 && offset % 4 == 2;
  }

  /** Addresses are the machine's own: only what is between them is compared. */
  private static Script load(ProgramType type, int offset, int bytes) {
    boolean isXdpAddress = type == ProgramType.XDP && offset < 12;
    boolean isAddress = isXdpAddress || List.of(76, 80, 140, 144, 168).contains(offset & ~3);
    Script script = new Script().then("r2 = *(u%d *)(r6 + %d)", 8 * bytes, offset);
    if (type == ProgramType.XDP && isAddress || isAddress && offset != 144 && offset != 168) {
      int base = type == ProgramType.XDP ? 0 : 76;
      script.then("r1 = *(u32 *)(r6 + %d)\nr2 -= r1", base);
    }
    return isAddress && (offset == 144 || offset == 168) ? script : script.note("r2");
  }

  private static Script store(int offset, int bytes) {
    Script script = new Script().then("r1 = 0x%x ll", 0x0102_0304_0506_0708L);
    script.then("*(u%d *)(r6 + %d) = r1", 8 * bytes, offset);
    return script.then("r1 = *(u%d *)(r6 + %d)", 8 * bytes, offset).note("r1");
  }

  private static void returns(ProgramType type, Consumer<Case> to) {
    for (long index : new long[] {0, 1, 2, 1_000, 0xffff_ffffL}) {
      for (long flags : new long[] {0, 1, 2, 3, 4, 8, 1L << 32, 1L << 63, -1}) {
        to.accept(Case.of(type, new Script().call(23, index, flags), Packets.IPV4_UDP));
      }
    }
    for (byte[] packet : Packets.ALL) {
      Script hash = new Script().callForPointer(34, CONTEXT).callOnly(34, CONTEXT).then("r8 = r0");
      hash.then("r1 = *(u32 *)(r6 + 68)\nr1 -= r8").note("r1").call(41, CONTEXT);
      to.accept(Case.of(type, hash.then("r1 = *(u32 *)(r6 + 68)").note("r1"), packet));
      Script stored = new Script().callForPointer(34, CONTEXT).call(9, CONTEXT, 20, BUFFER, 2, 2);
      to.accept(Case.of(type, stored.then("r1 = *(u32 *)(r6 + 68)").note("r1"), packet));
    }
  }
}
