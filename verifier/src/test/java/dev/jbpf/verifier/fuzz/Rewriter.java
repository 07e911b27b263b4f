package dev.jbpf.verifier.fuzz;

import static dev.jbpf.verifier.testing.Code.slot;

import java.util.Random;
import java.util.function.IntPredicate;

/** Changes instructions as an author errs: the slots stay as many, and where functions start. */
final class Rewriter {
  private static final int[] STEPS = {-8, -4, -2, -1, 1, 2, 4, 8};
  private static final int[] VALUES = {
    0,
    1,
    -1,
    2,
    3,
    4,
    7,
    8,
    16,
    24,
    31,
    32,
    47,
    48,
    63,
    64,
    255,
    256,
    511,
    512,
    4096,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE
  };
  private static final int[] OPERATIONS = {
    0x00, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80, 0x90, 0xa0, 0xb0, 0xc0, 0xd0
  };
  private static final int HELPERS = 212;
  private static final int CALL = 0x85;

  /** What stands for an instruction that was taken out. */
  static final long NOTHING = slot(0x05, 0, 0, 0, 0);

  private final long[] slots;
  private final IntPredicate isFixed;
  private final Random random;

  private Rewriter(long[] slots, IntPredicate isFixed, Random random) {
    this.slots = slots.clone();
    this.isFixed = isFixed;
    this.random = random;
  }

  /** {@return {@code slots} with one change, which none of the fixed slots takes part in} */
  static long[] rewrite(long[] slots, IntPredicate isFixed, Random random) {
    Rewriter rewriter = new Rewriter(slots, isFixed, random);
    int at = random.nextInt(slots.length);
    if (!isFixed.test(at)) {
      rewriter.change(at);
    }
    return rewriter.slots;
  }

  private void change(int at) {
    switch (random.nextInt(16)) {
      case 0 -> slots[at] = NOTHING;
      case 1 -> dropCheck(at);
      case 2 -> swapRegisters(at);
      case 3 -> exchange(at, random.nextInt(slots.length));
      case 4 -> exchange(at, (at + 1) % slots.length);
      case 5 -> slots[at] = withImmediate(slots[at], VALUES[random.nextInt(VALUES.length)]);
      case 6 -> slots[at] = withImmediate(slots[at], (int) (slots[at] >> 32) + step());
      case 7 -> slots[at] = withOffset(slots[at], (int) (slots[at] >> 16) + step());
      case 8 -> slots[at] = slots[at] & ~0xf00L | (long) random.nextInt(11) << 8;
      case 9 -> slots[at] = slots[at] & ~0xf000L | (long) random.nextInt(11) << 12;
      case 10 -> slots[at] ^= 0x08 << random.nextInt(2);
      case 11 -> operation(at);
      case 12 -> width(at);
      case 13 -> callAnother(at);
      case 14 -> copyFrom(at, random.nextInt(slots.length));
      default -> swapFields(at);
    }
  }

  private int step() {
    return STEPS[random.nextInt(STEPS.length)];
  }

  private static long withImmediate(long word, int immediate) {
    return word & 0xffff_ffffL | (long) immediate << 32;
  }

  private static long withOffset(long word, int offset) {
    return word & ~0xffff_0000L | (offset & 0xffffL) << 16;
  }

  private static boolean isBranch(long word) {
    int kind = (int) word & 7;
    int operation = (int) word & 0xf0;
    return kind >= 5 && kind <= 6 && operation != 0x00 && operation != 0x80 && operation != 0x90;
  }

  /** The next test from {@code at} on is left out, or is always so. */
  private void dropCheck(int at) {
    for (int i = at; i < slots.length; i++) {
      if (isBranch(slots[i]) && !isFixed.test(i)) {
        slots[i] = random.nextInt(4) == 0 ? slots[i] & 0xffff_0000L | 0x05 : NOTHING;
        return;
      }
    }
  }

  /** Two registers change places from {@code at} on, for some instructions. */
  private void swapRegisters(int at) {
    int a = random.nextInt(10);
    int b = random.nextInt(10);
    int end = Math.min(slots.length, at + 1 + random.nextInt(6));
    for (int i = at; i < end; i++) {
      int opcode = (int) slots[i] & 0xff;
      if (!isFixed.test(i) && opcode != CALL && opcode != 0x18 && opcode != 0) {
        long dst = swapped((int) (slots[i] >> 8) & 15, a, b);
        long src = (opcode & 8) != 0 ? swapped((int) (slots[i] >> 12) & 15, a, b) : 0;
        slots[i] = slots[i] & ~0xff00L | dst << 8 | src << 12;
      }
    }
  }

  private static int swapped(int register, int a, int b) {
    return register == a ? b : register == b ? a : register;
  }

  private void exchange(int at, int other) {
    if (!isFixed.test(other)) {
      long word = slots[at];
      slots[at] = slots[other];
      slots[other] = word;
    }
  }

  private void copyFrom(int at, int other) {
    if (!isFixed.test(other)) {
      slots[at] = slots[other];
    }
  }

  /** Another operation, or another condition. */
  private void operation(int at) {
    int kind = (int) slots[at] & 7;
    if (kind >= 4 && (slots[at] & 0xff) != CALL) {
      int operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
      slots[at] = slots[at] & ~0xf0L | operation;
    }
  }

  /** Other sizes of memory; 32 for 64 bits, and the other way. */
  private void width(int at) {
    int kind = (int) slots[at] & 7;
    if (kind < 4) {
      slots[at] = slots[at] & ~0x18L | (long) random.nextInt(4) << 3;
    } else {
      slots[at] ^= kind == 4 || kind == 7 ? 3 : kind == 5 && (slots[at] & 0xf0) > 0x90 ? 3 : 0;
    }
  }

  private void callAnother(int at) {
    for (int i = at; i < slots.length; i++) {
      if ((slots[i] & 0xff) == CALL && !isFixed.test(i)) {
        long word = slots[i];
        slots[i] =
            (word & 0xf000) == 0 && random.nextBoolean()
                ? withImmediate(word, 1 + random.nextInt(HELPERS - 1))
                : withImmediate(word, (int) (word >> 32) + (random.nextBoolean() ? 1 : -1));
        return;
      }
    }
  }

  /** The two registers of an instruction change places. */
  private void swapFields(int at) {
    long word = slots[at];
    slots[at] = word & ~0xff00L | (word & 0xf00) << 4 | (word & 0xf000) >> 4;
  }
}
