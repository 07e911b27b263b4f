package dev.jbpf.verifier.fuzz;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a program shorter for as long as it stays what it is wanted for. */
final class Shrinker {
  private static final int WIDE = 0x18;
  private static final int CALL = 0x85;
  private static final int EXIT = 0x95;
  private static final int LOCAL = 1;
  private static final int FUNCTION = 4;

  private final Predicate<Candidate> isWanted;

  Shrinker(Predicate<Candidate> isWanted) {
    this.isWanted = isWanted;
  }

  Candidate shrink(Candidate candidate) {
    Candidate best = candidate;
    for (boolean isShorter = true; isShorter; ) {
      isShorter = false;
      for (int at = best.slots().length - 1; at >= 0; at--) {
        for (int count = Math.min(8, best.slots().length - at); count >= 1; count /= 2) {
          Candidate shorter = without(best, at, count);
          if (shorter.slots().length > 0 && isWanted.test(shorter)) {
            best = shorter;
            isShorter = true;
            break;
          }
        }
      }
    }
    return best;
  }

  /** {@return the program without those slots; jumps and calls go where they went} */
  static Candidate without(Candidate candidate, int at, int count) {
    long[] old = candidate.slots();
    long[] slots = new long[old.length - count];
    Map<Integer, Integer> maps = new HashMap<>();
    for (int from = 0; from < old.length; from++) {
      if (from < at || from >= at + count) {
        int to = moved(from, at, count);
        slots[to] = retargeted(old, from, at, count);
        if (candidate.maps().containsKey(from)) {
          maps.put(to, candidate.maps().get(from));
        }
      }
    }
    return candidate.with(slots, maps);
  }

  private static int moved(int slot, int at, int count) {
    return slot < at ? slot : Math.max(at, slot - count);
  }

  private static long retargeted(long[] old, int from, int at, int count) {
    long word = old[from];
    int opcode = (int) word & 0xff;
    int source = (int) (word >> 12) & 15;
    int here = moved(from, at, count);
    if (opcode == CALL && source == LOCAL || opcode == WIDE && source == FUNCTION) {
      int target = from + 1 + (int) (word >> Integer.SIZE);
      long distance = moved(target, at, count) - here - 1;
      return word & 0xffffffffL | distance << Integer.SIZE;
    }
    boolean isJump = (opcode & 7) >= 5 && (opcode & 7) <= 6 && opcode != CALL && opcode != EXIT;
    if (isJump && opcode != 0x06) {
      int target = from + 1 + (short) (word >> 16);
      long distance = moved(target, at, count) - here - 1;
      return word & ~0xffff0000L | (distance & 0xffff) << 16;
    }
    return word;
  }
}
