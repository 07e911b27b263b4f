package dev.jbpf.text;

import dev.jbpf.isa.Field;
import java.util.Arrays;

/**
 * The statements that were read so far, without the numbers and places in them, as an automaton: a
 * table of state and byte leads on to the next state, over a {@link Hole}, or to an {@link End}.
 * {@link QuickReader} follows it, {@link Learner} adds to it.
 */
final class Skeletons {
  /** No such edge. */
  static final int NONE = 0;

  /** The edge that the first digit of a register follows. */
  static final int REGISTER = -1;

  /** The edge that the first digit of a register follows that must be the destination again. */
  static final int SAME = -2;

  /** The edge that the first digit of a number follows. */
  static final int NUMBER = -3;

  /** The edge that the first letter of a place in the program follows. */
  static final int PLACE = -4;

  /** The edge that the end of a statement follows; further ends are below. */
  static final int FIRST_END = -5;

  static final int ROOT = 1;

  private static final int BITS = 7;
  private static final int BYTES = 1 << BITS;
  private static final int MOST_STATES = 4096;
  private static final int FIRST_STATES = 64;

  /** By state and byte: the next state, or one of the above. */
  short[] edges = new short[FIRST_STATES << BITS];

  /** By state: what its number or register is. */
  Hole[] holes = new Hole[FIRST_STATES];

  /** By state: the one behind its number or register. */
  short[] behindHoles = new short[FIRST_STATES];

  /** By state: the one behind its place. */
  short[] behindPlaces = new short[FIRST_STATES];

  /** By edge, counted down from {@link #FIRST_END}. */
  End[] ends = new End[FIRST_STATES];

  private int endCount;
  private int states = ROOT + 1;

  /**
   * Where a number or register goes.
   *
   * @param shift the lowest bit of its field in a slot
   * @param mask the bits of its field, at the right end
   * @param isNegative whether there is a minus in front of its digits
   */
  record Hole(int shift, long mask, long min, long max, boolean isNegative) {
    Hole(Field field, long min, long max, boolean isNegative) {
      this(field.shift(), (1L << field.width()) - 1, min, max, isNegative);
    }

    /** Not {@link #equals}: the JVM makes that of a record when it is first called, in 10 ms. */
    boolean isSame(Hole other) {
      return shift == other.shift
          && min == other.min
          && max == other.max
          && isNegative == other.isNegative;
    }
  }

  /**
   * What a statement is that has been read.
   *
   * @param template the slot without operands
   * @param isWide whether the immediate goes on in a second slot
   * @param dialect the only one that it belongs to, a set of one; 0 if there are several
   */
  record End(long template, boolean isWide, int dialect) {}

  /** {@return where in {@link #edges} that of a byte, which is not negative, is} */
  static int index(int state, int c) {
    return state << BITS | c;
  }

  /** {@return the state that {@code c} leads to; {@link #NONE} if it cannot be one of its own} */
  int follow(int state, int c) {
    int edge = edges[index(state, c)];
    if (edge == NONE) {
      edge = newState();
      edges[index(state, c)] = (short) edge;
    }
    return Math.max(NONE, edge);
  }

  /**
   * {@return the state behind a number or register; {@link #NONE} if something else can stand
   * there, or it goes elsewhere}
   *
   * @param kind {@link #NUMBER}, {@link #REGISTER} or {@link #SAME}
   */
  int follow(int state, int kind, Hole hole) {
    boolean isNew = behindHoles[state] == NONE;
    if (isNew) {
      for (int c = '0'; c <= '9'; c++) {
        if (edges[index(state, c)] != NONE) {
          return NONE;
        }
      }
      behindHoles[state] = (short) newState();
      holes[state] = hole;
      Arrays.fill(edges, index(state, '0'), index(state, '9') + 1, (short) kind);
    }
    boolean isSame = edges[index(state, '0')] == kind && holes[state].isSame(hole);
    return isSame ? behindHoles[state] : NONE;
  }

  /** {@return the state behind the name of a place; words that are learnt already stay words} */
  int followPlace(int state) {
    if (behindPlaces[state] == NONE) {
      behindPlaces[state] = (short) newState();
      for (int c = 0; c < BYTES; c++) {
        if (Chars.startsName(c) && edges[index(state, c)] == NONE) {
          edges[index(state, c)] = PLACE;
        }
      }
    }
    return behindPlaces[state];
  }

  /** Ends statements at {@code c}, unless something else is known to follow. */
  void end(int state, int c, End end) {
    if (edges[index(state, c)] == NONE) {
      if (endCount == ends.length) {
        ends = Arrays.copyOf(ends, endCount * 2);
      }
      ends[endCount] = end;
      edges[index(state, c)] = (short) (FIRST_END - endCount++);
    }
  }

  private int newState() {
    if (states == MOST_STATES) {
      return NONE;
    }
    if (states == holes.length) {
      edges = Arrays.copyOf(edges, edges.length * 2);
      holes = Arrays.copyOf(holes, states * 2);
      behindHoles = Arrays.copyOf(behindHoles, states * 2);
      behindPlaces = Arrays.copyOf(behindPlaces, states * 2);
    }
    return states++;
  }
}
