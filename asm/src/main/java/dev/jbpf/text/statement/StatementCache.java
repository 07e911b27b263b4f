package dev.jbpf.text.statement;

import dev.jbpf.isa.Field;
import dev.jbpf.source.Characters;
import java.util.Arrays;

/**
 * The statements that were read so far, without the numbers and places in them, as a tree: a table
 * of node and byte leads on to the next node, over a {@link Hole}, or to an {@link End}. Bytes that
 * nothing else was seen instead of are compared, not looked up: a node is where statements part, or
 * where a number is. {@link CacheReader} follows it, {@link CacheWriter} adds to it.
 */
public final class StatementCache {
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
  private static final int MOST_NODES = 4096;
  private static final int FIRST_NODES = 64;

  /** By node and byte: the next node, or one of the above. */
  short[] edges = new short[FIRST_NODES << BITS];

  /** By node: where in the source its run is, the bytes that come before all that it leads to. */
  int[] runs = new int[FIRST_NODES];

  /** By node: where its run ends. */
  int[] runEnds = new int[FIRST_NODES];

  /** By node: what its number or register is. */
  Hole[] holes = new Hole[FIRST_NODES];

  /** By node: the one behind its number or register. */
  short[] behindHoles = new short[FIRST_NODES];

  /** By node: the one behind its place. */
  short[] behindPlaces = new short[FIRST_NODES];

  /** By edge, counted down from {@link #FIRST_END}. */
  End[] ends = new End[FIRST_NODES];

  private int endCount;
  private int nodes = ROOT + 1;

  // The node that the statement being learnt has reached, and how far in its run it is.
  private int node;
  private int at;

  /** The node whose run grows with the statement, as nothing is behind it yet. */
  private int growing;

  /**
   * Where a number or register goes.
   *
   * @param shift the lowest bit of its field in a slot
   * @param mask the bits of its field, at the right end
   * @param isNegative whether there is a minus in front of its digits
   */
  public record Hole(int shift, long mask, long min, long max, boolean isNegative) {
    public Hole(Field field, long min, long max, boolean isNegative) {
      this(field.shift(), (1L << field.width()) - 1, min, max, isNegative);
    }

    Hole negative(boolean isNegative) {
      return new Hole(shift, mask, min, max, isNegative);
    }

    /** {@return whether {@code value} is in the range} */
    public boolean admits(long value) {
      return value >= min && value <= max;
    }

    /** {@return the bits of {@code value} in their place in a slot} */
    public long place(long value) {
      return (value & mask) << shift;
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
  static int index(int node, int c) {
    return node << BITS | c;
  }

  /** Forgets all statements. */
  public void clear() {
    Arrays.fill(edges, (short) NONE);
    Arrays.fill(behindHoles, (short) NONE);
    Arrays.fill(behindPlaces, (short) NONE);
    endCount = 0;
    nodes = ROOT + 1;
  }

  /** Starts with a statement. */
  void begin() {
    move(ROOT);
    growing = NONE;
  }

  /** {@return whether what follows can still be learnt} */
  boolean isLearning() {
    return node != NONE;
  }

  /** Gives up the statement. */
  void leave() {
    node = NONE;
  }

  /** Follows the byte of {@code text} at {@code place}. */
  void follow(byte[] text, int place) {
    if (at < runEnds[node] && text[at] == text[place]) {
      at++;
    } else if (node == growing) {
      at = ++runEnds[node];
    } else if (stop(text)) {
      int edge = index(node, text[place]);
      if (edges[edge] == NONE) {
        edges[edge] = grow(place + 1);
      }
      move(Math.max(NONE, edges[edge]));
    }
  }

  /**
   * Follows a number or register, which ends at {@code to}; gives up if something else can stand
   * there, or it goes elsewhere.
   *
   * @param kind {@link #NUMBER}, {@link #REGISTER} or {@link #SAME}
   */
  void follow(byte[] text, int kind, Hole hole, int to) {
    if (!stop(text)) {
      return;
    }
    int digits = index(node, '0');
    if (behindHoles[node] == NONE && isFree(digits)) {
      holes[node] = hole;
      Arrays.fill(edges, digits, digits + 10, (short) kind);
      behindHoles[node] = grow(to);
    }
    boolean isSame = edges[digits] == kind && holes[node].isSame(hole);
    move(isSame ? behindHoles[node] : NONE);
  }

  private boolean isFree(int digits) {
    for (int edge = digits; edge < digits + 10; edge++) {
      if (edges[edge] != NONE) {
        return false;
      }
    }
    return true;
  }

  /** Follows the name of a place up to {@code to}; words that are learnt already stay words. */
  void followPlace(byte[] text, int to) {
    if (!stop(text)) {
      return;
    }
    if (behindPlaces[node] == NONE) {
      for (int c = 0; c < BYTES; c++) {
        if (Characters.startsName(c) && edges[index(node, c)] == NONE) {
          edges[index(node, c)] = PLACE;
        }
      }
      behindPlaces[node] = grow(to);
    }
    move(behindPlaces[node]);
  }

  /** Ends statements at the byte {@code c}, unless something else is known to follow. */
  void end(byte[] text, int c, End end) {
    if (stop(text) && edges[index(node, c)] == NONE) {
      if (endCount == ends.length) {
        ends = Arrays.copyOf(ends, endCount * 2);
      }
      ends[endCount] = end;
      edges[index(node, c)] = (short) (FIRST_END - endCount++);
    }
  }

  private void move(int next) {
    node = next;
    at = runs[next];
  }

  /** {@return a new node, whose run starts at {@code from} and grows; {@link #NONE} if full} */
  private short grow(int from) {
    growing = newNode(from, from);
    return (short) growing;
  }

  /** Makes a node of the place that is reached, and returns whether it is one. */
  private boolean stop(byte[] text) {
    growing = NONE;
    if (at < runEnds[node]) {
      split(text[at]);
    }
    return node != NONE;
  }

  /** Ends the node's run, before {@code c}: what it leads to goes to a new one. */
  private void split(int c) {
    int lower = newNode(at + 1, runEnds[node]);
    if (lower == NONE) {
      leave();
      return;
    }
    int row = index(node, 0);
    System.arraycopy(edges, row, edges, index(lower, 0), BYTES);
    Arrays.fill(edges, row, row + BYTES, (short) NONE);
    edges[row + c] = (short) lower;
    holes[lower] = holes[node];
    behindHoles[lower] = behindHoles[node];
    behindPlaces[lower] = behindPlaces[node];
    behindHoles[node] = NONE;
    behindPlaces[node] = NONE;
    runEnds[node] = at;
  }

  private int newNode(int from, int to) {
    if (nodes == MOST_NODES) {
      return NONE;
    }
    if (nodes == holes.length) {
      int room = nodes * 2;
      edges = Arrays.copyOf(edges, room << BITS);
      runs = Arrays.copyOf(runs, room);
      runEnds = Arrays.copyOf(runEnds, room);
      holes = Arrays.copyOf(holes, room);
      behindHoles = Arrays.copyOf(behindHoles, room);
      behindPlaces = Arrays.copyOf(behindPlaces, room);
    }
    runs[nodes] = from;
    runEnds[nodes] = to;
    return nodes++;
  }
}
