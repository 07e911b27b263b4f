package dev.jbpf.elf;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes bytes at random, most often where a format keeps its numbers. */
public final class Damage {
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    3,
    4,
    8,
    9,
    0x7f,
    0xff,
    0x7fff,
    0xffff,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private Damage() {}

  /** {@return {@code object} with a few bytes changed, or cut short} */
  public static byte[] to(byte[] object, SplittableRandom random) {
    byte[] damaged = object.clone();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      change(damaged, random);
    }
    return random.nextInt(10) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 1))
        : damaged;
  }

  private static void change(byte[] bytes, SplittableRandom random) {
    // The header, or the section headers at the end, half of the time.
    int at =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(64);
          case 1 -> bytes.length - 1 - random.nextInt(Math.min(bytes.length, 64 * 12));
          default -> random.nextInt(bytes.length);
        };
    if (random.nextInt(3) > 0) {
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) (bytes[at] ^ 1 << random.nextInt(8));
      return;
    }
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    int start = at & -8;
    for (int i = 0; i < 8 && start + i < bytes.length; i++) {
      bytes[start + i] = (byte) (number >>> 8 * i);
    }
  }
}
