package dev.jbpf.verifier.fuzz;

import java.util.Map;
import java.util.Random;

/** Changes a program a little. */
final class Mutator {
  private static final int[] STEPS = {-8, -4, -1, 1, 4, 8};

  private Mutator() {}

  /** {@return {@code candidate} with one to three changes} */
  static Candidate mutate(Candidate candidate, Random random) {
    Candidate changed = candidate;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      changed = change(changed, random);
    }
    return changed;
  }

  private static Candidate change(Candidate candidate, Random random) {
    int at = random.nextInt(candidate.slots().length);
    if (candidate.maps().containsKey(at) || candidate.maps().containsKey(at - 1)) {
      return candidate;
    }
    if (random.nextInt(8) == 0 && candidate.slots().length > 2) {
      return Shrinker.without(candidate, at, 1);
    }
    long[] slots = candidate.slots().clone();
    slots[at] = changed(slots, at, random);
    return candidate.with(slots, Map.copyOf(candidate.maps()));
  }

  private static long changed(long[] slots, int at, Random random) {
    long word = slots[at];
    int step = STEPS[random.nextInt(STEPS.length)];
    return switch (random.nextInt(7)) {
      case 0 -> word & ~0xf00L | (long) random.nextInt(11) << 8;
      case 1 -> word & ~0xf000L | (long) random.nextInt(11) << 12;
      case 2 -> word & ~0xffff0000L | (((word >> 16) + step) & 0xffff) << 16;
      case 3 -> word & 0xffffffffL | (word >> Integer.SIZE) + step << Integer.SIZE;
      case 4 -> word ^ 1L << random.nextInt(8);
      case 5 -> slots[random.nextInt(slots.length)];
      default -> word & 0xffffffffL | (long) random.nextInt() << Integer.SIZE;
    };
  }
}
