package dev.jbpf.text.statement;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.isa.Words;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;

/**
 * Reads statements that are like one before by their bytes alone, and makes their slots at once.
 * Apart from the numbers and places in them, sources have few different ones: a hundred or two.
 * What is new, or wrong, is left to others.
 *
 * <p>A long source is read here for the most part, in code of HotSpot's first compiler, as the
 * second is not done before the source is. So the bytes are passed once, without an object or a
 * call for each token: a million lines take 54 ms, where matching their tokens took 190.
 */
public final class CacheReader {
  /** Longer numbers may not fit in 64 bits. */
  private static final int MOST_DIGITS = 15;

  private static final long UPPER = ~0xffff_ffffL;

  /** Where nothing is that was looked for. */
  private static final int NOWHERE = -1;

  private final StatementCache skeletons;
  private final Cursor in;
  private final Symbols symbols;

  /** Whether the last statement is on an earlier line than where reading goes on. */
  public boolean isLineStart;

  /** The dialect of the last statement that belongs to one only, a set of one; 0 for none. */
  public int lastDialect;

  // The number and the place in the statement.
  private long number;
  private int place;

  public CacheReader(AssemblyState state, StatementCache skeletons) {
    this.skeletons = skeletons;
    this.in = state.in;
    this.symbols = state.symbols;
  }

  /**
   * Reads statements from the start of one on, as many as it can, into {@code code}, which holds no
   * part of a slot.
   */
  public void read(CodeImage code) {
    byte[] text = in.text;
    short[] edges = skeletons.edges;
    int[] runs = skeletons.runs;
    int[] runEnds = skeletons.runEnds;
    int last = in.end - 1;
    int at = in.at;
    int start = at;
    isLineStart = false;
    lastDialect = 0;
    boolean isKnown = true;
    while (isKnown) {
      int c = text[at];
      while (c == ' ' || c == '\t' || c == ',' || c == '\r' || c == '\n' && at < last) {
        isLineStart |= c == '\n';
        c = text[++at]; // A comma is between macros.
        if (c == '/') {
          at = behindComments(at);
          c = text[at];
        }
      }
      start = at;
      place = NOWHERE;
      long word = 0;
      int node = StatementCache.ROOT;
      int edge = StatementCache.NONE;
      while (at >= 0) {
        int run = runs[node];
        int runEnd = runEnds[node];
        while (run < runEnd && text[at] == text[run]) {
          at++;
          run++;
        }
        c = text[at];
        edge = run < runEnd || c < 0 ? StatementCache.NONE : edges[StatementCache.index(node, c)];
        if (edge > StatementCache.NONE) {
          node = edge;
          at++;
        } else if (edge == StatementCache.REGISTER) {
          int register = register(text, at);
          at += register > 9 ? 2 : 1;
          word |= (long) register << skeletons.holes[node].shift();
          node = skeletons.behindHoles[node];
        } else if (edge == StatementCache.NUMBER) {
          StatementCache.Hole hole = skeletons.holes[node];
          at = number(text, at, hole);
          word |= hole.place(number);
          node = skeletons.behindHoles[node];
        } else if (edge == StatementCache.PLACE) {
          at = place(at);
          node = skeletons.behindPlaces[node];
        } else if (edge == StatementCache.SAME) {
          at = same(text, at, Words.dst(word));
          node = skeletons.behindHoles[node];
        } else {
          break;
        }
      }
      isKnown = edge <= StatementCache.FIRST_END;
      if (isKnown) {
        end(code, text, skeletons.ends[StatementCache.FIRST_END - edge], word, start);
      }
    }
    in.at = start;
  }

  private int behindComments(int from) {
    in.at = from;
    in.skip();
    return in.at;
  }

  /** {@return the number of the register whose digits are at {@code at}; two of them for 10} */
  private static int register(byte[] text, int at) {
    return text[at] == '1' && text[at + 1] == '0' ? 10 : text[at] - '0';
  }

  private static int same(byte[] text, int at, int destination) {
    int register = register(text, at);
    return register == destination ? at + (register > 9 ? 2 : 1) : NOWHERE;
  }

  /** Reads a number, and returns where it ends; {@link #NOWHERE} if it does not fit. */
  private int number(byte[] text, int from, StatementCache.Hole hole) {
    int at = from;
    long value = text[at++] - '0';
    int c = text[at];
    if (value > 0) {
      for (; c >= '0' && c <= '9'; c = text[++at]) {
        value = value * 10 + (c - '0');
      }
    } else if (c == 'x') {
      return hexadecimal(text, at + 1, hole);
    }
    return at - from > MOST_DIGITS ? NOWHERE : number(value, at, hole);
  }

  private int hexadecimal(byte[] text, int from, StatementCache.Hole hole) {
    int at = from;
    long value = 0;
    for (int digit; (digit = Characters.digit(text[at])) < 16; at++) {
      value = value << 4 | digit;
    }
    return at == from || at - from > MOST_DIGITS ? NOWHERE : number(value, at, hole);
  }

  private int number(long value, int at, StatementCache.Hole hole) {
    number = hole.isNegative() ? -value : value;
    return number >= hole.min() && number <= hole.max() ? at : NOWHERE;
  }

  /**
   * Reads a name, not of a register, and returns where it ends; {@link #NOWHERE} if there is none.
   */
  private int place(int from) {
    place = from;
    in.at = from;
    in.name();
    return RegisterNames.of(in) == RegisterNames.NONE ? in.at : NOWHERE;
  }

  private void end(CodeImage code, byte[] text, StatementCache.End end, long operands, int start) {
    if (place >= 0) {
      int symbol = symbols.intern(text, place, in.at, in.hash);
      code.fix(CodeImage.TARGET, symbol, place, in.at);
    }
    code.add(operands | end.template(), start);
    if (end.isWide()) {
      code.add(number & UPPER, start);
    }
    lastDialect = end.dialect() == 0 ? lastDialect : end.dialect();
    isLineStart = false;
  }
}
