package dev.jbpf.verifier.step.memory;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.KnownBits;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.step.machine.Machine;

/** Whether memory is accessed at multiples of the size, where that is demanded. */
public final class Alignment {
  /** Where packets start is not aligned, so that what follows an Ethernet header is. */
  private static final int BEFORE_PACKET = 2;

  private Alignment() {}

  /** Checks an access of {@code size} bytes at {@code pointer} plus {@code off}. */
  public static void check(Pointer pointer, long off, int size, boolean isStrict, int register) {
    if (size == 1 || !isStrict && pointer.kind() != PointerKind.STACK) {
      return;
    }
    long fixed = pointer.off() + off + (pointer.kind().isPacket() ? BEFORE_PACKET : 0);
    KnownBits bits = pointer.var().plusConstant(fixed).bits();
    if (((bits.value() | bits.mask()) & size - 1) != 0) {
      throw Machine.refusal(
          Rule.ALIGNMENT,
          register,
          size + " bytes of " + pointer.kind() + " at an offset that is not a multiple of " + size);
    }
  }
}
