package dev.jbpf.vm.exec;

import java.util.Arrays;
import java.util.Optional;

/**
 * The ways through a program that goes forwards only, numbered from 0: one count at the end of a
 * run tells which edges it took. A run starts with 0 and adds, for each jump that is taken, how
 * many ways lead on from behind it: as Ball and Larus number the paths of a graph (1996).
 */
public final class Paths {
  /** How many ways are told apart at most: each has a counter in each machine. */
  public static final int MOST = 4_096;

  private final long[] words;

  /** By slots: how many ways lead from there to an end. */
  private final int[] ways;

  private Paths(MicroCode code) {
    this.words = code.words();
    this.ways = new int[words.length + 2];
    Arrays.fill(ways, 1);
    for (int slot = words.length - 1; slot >= 0; slot--) {
      ways[slot] = Math.min(waysFrom(slot), MOST + 1);
    }
  }

  /** {@return the ways through {@code code}; empty if it goes back, or they are too many} */
  static Optional<Paths> of(MicroCode code) {
    return Optional.of(new Paths(code)).filter(paths -> paths.count() <= MOST);
  }

  private int waysFrom(int slot) {
    int micro = MicroCode.micro(words[slot]);
    if (micro == Micro.EXIT || micro == Micro.TRAP) {
      return 1;
    } else if (!EdgeCounts.isJump(micro)) {
      return ways[following(slot)];
    }
    int target = MicroCode.c(words[slot]);
    if (target <= slot || micro == Micro.MAY_GOTO) {
      return MOST + 1;
    }
    return ways[target] + (micro == Micro.JA ? 0 : ways[slot + 1]);
  }

  private int following(int slot) {
    return slot + (MicroCode.micro(words[slot]) == Micro.WIDE ? 2 : 1);
  }

  /** {@return how many ways there are} */
  public int count() {
    return ways[0];
  }

  /** {@return what the number of a way grows by where the jump at {@code slot} is taken} */
  public int weight(int slot) {
    return MicroCode.micro(words[slot]) == Micro.JA ? 0 : ways[slot + 1];
  }

  /** Adds to {@code edges} what {@code times} runs on the way of that number did. */
  void addTo(long[] edges, MicroCode code, int number, long times) {
    edges[EdgeCounts.entry(code, 0)] += times;
    int rest = number;
    int slot = 0;
    while (slot < words.length) {
      int micro = MicroCode.micro(words[slot]);
      if (micro == Micro.EXIT || micro == Micro.TRAP) {
        return;
      }
      boolean isTaken = EdgeCounts.isJump(micro) && (micro == Micro.JA || rest >= weight(slot));
      if (isTaken) {
        edges[EdgeCounts.edge(slot)] += times;
        rest -= weight(slot);
        slot = MicroCode.c(words[slot]);
      } else {
        slot = following(slot);
      }
    }
  }
}
