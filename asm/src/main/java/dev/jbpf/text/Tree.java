package dev.jbpf.text;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ways to write instructions that start alike: from the root, a word, sign or operand leads on
 * to the next node, and a node where a statement can end knows its {@link Shape}s. Statements of
 * all dialects are in the one tree. Immutable once it is made.
 *
 * <p>A node is a number; its outgoing edges for operands are in an array, those for words and signs
 * in a hash table of node and token.
 */
final class Tree {
  /** Where every statement starts. */
  static final int ROOT = 8;

  /** No such edge. */
  static final int NONE = 0;

  /** The edge that a whole register follows. */
  static final int REGISTER = 0;

  /** The edge that the lower half of a register follows. */
  static final int HALF = 1;

  /** The edge that an expression follows. */
  static final int VALUE = 2;

  /** The edge that a place in the program follows. */
  static final int TARGET = 3;

  /** The edge that a displacement follows, or nothing. */
  static final int OFFSET = 4;

  /** Not an edge: the first of the shapes that end at the node, plus one. */
  private static final int SHAPES = 5;

  private static final int STRIDE = 8;
  private static final int TOKEN_BITS = 10;

  private final int first;
  private final Lexicon lexicon = new Lexicon();
  private int[] edges = new int[STRIDE * 64];
  private int size = ROOT + STRIDE;
  private long[] tokens = new long[64];
  private int tokenCount;
  private final List<Shape[]> ends = new ArrayList<>();

  /** The tree of these forms, which start alike. */
  Tree(List<Shapes.Form> forms) {
    for (Shapes.Form form : forms) {
      add(form.op(), Template.parse(form.text()), form.dialects());
    }
    first = forms.isEmpty() ? NONE : ROOT + STRIDE;
  }

  /** {@return the node that the start of all forms leads to; {@link #NONE} if there is no form} */
  int first() {
    return first;
  }

  Lexicon lexicon() {
    return lexicon;
  }

  /** {@return the node that the edge {@code kind} leads to from {@code node}, or {@link #NONE}} */
  int operand(int node, int kind) {
    return edges[node + kind];
  }

  /** {@return the node that the word or sign leads to from {@code node}, or {@link #NONE}} */
  int token(int node, int token) {
    int key = node << TOKEN_BITS - 3 | token;
    long[] table = tokens;
    int mask = table.length - 1;
    for (int i = slot(key) & mask; ; i = i + 1 & mask) {
      long entry = table[i];
      if ((int) (entry >>> 32) == key) {
        return (int) entry;
      }
      if (entry == 0) {
        return NONE;
      }
    }
  }

  private static int slot(int key) {
    int h = key * 0x9e3779b9;
    return h ^ h >>> 15;
  }

  private static final Shape[] NOTHING = {};

  /** {@return the instructions that a statement can be that ends at {@code node}} */
  Shape[] endingAt(int node) {
    int index = edges[node + SHAPES];
    return index == 0 ? NOTHING : ends.get(index - 1);
  }

  /** {@return whether a statement can end at {@code node}} */
  boolean ends(int node) {
    return edges[node + SHAPES] != 0;
  }

  /** {@return the words and signs that can follow at {@code node}} */
  List<String> tokensAt(int node) {
    List<String> texts = new ArrayList<>();
    for (long entry : tokens) {
      int key = (int) (entry >>> 32);
      if (entry != 0 && key >>> TOKEN_BITS == node / STRIDE) {
        texts.add(lexicon.text(key & (1 << TOKEN_BITS) - 1));
      }
    }
    texts.sort(null);
    return texts;
  }

  private void add(Op op, Template template, int dialects) {
    List<Object> operands = new ArrayList<>();
    int node = ROOT;
    for (Template.Part part : template.parts()) {
      if (part instanceof Template.Literal literal) {
        node = follow(node, literal.text(), operands);
      } else {
        Template.Slot slot = (Template.Slot) part;
        operands.add(slot);
        node = follow(node, edge(slot));
      }
    }
    end(node, new Shape(op, dialects, operands));
  }

  private static int edge(Template.Slot slot) {
    return switch (slot) {
      case DST, SRC -> REGISTER;
      case WDST, WSRC -> HALF;
      case IMM, DISP, INDEX, LO32, HI32, LO16, HI16 -> VALUE;
      case TARGET -> TARGET;
      case OFF -> OFFSET;
    };
  }

  private int follow(int node, int kind) {
    int next = edges[node + kind];
    if (next == NONE) {
      next = newNode();
      edges[node + kind] = next;
    }
    return next;
  }

  /** Registers and numbers in the text are operands too, of a value that is settled. */
  private int follow(int from, String text, List<Object> operands) {
    Scanner in = Scanner.of(text);
    int node = from;
    for (int c = in.skip(); c != '\n'; c = in.skip()) {
      if (Chars.isDigit(c)) {
        in.number();
        operands.add(in.number);
        node = follow(node, VALUE);
      } else if (Chars.startsName(c)) {
        in.name();
        node = followName(node, in, operands);
      } else {
        node = followToken(node, Lexicon.sign(in));
      }
    }
    return node;
  }

  private int followName(int node, Scanner in, List<Object> operands) {
    int register = in.register();
    if (register < 0) {
      return followToken(node, lexicon.intern(in.text, in.start, in.at, in.hash));
    }
    operands.add((long) (register & ~Scanner.HALF));
    return follow(node, register >= Scanner.HALF ? HALF : REGISTER);
  }

  private int followToken(int node, int token) {
    int next = token(node, token);
    if (next == NONE) {
      next = newNode();
      if (++tokenCount * 2 > tokens.length) {
        widen();
      }
      put(tokens, (long) (node << TOKEN_BITS - 3 | token) << 32 | next);
    }
    return next;
  }

  private int newNode() {
    int node = size;
    size += STRIDE;
    if (size > edges.length) {
      edges = Arrays.copyOf(edges, edges.length * 2);
    }
    return node;
  }

  private void widen() {
    long[] wider = new long[tokens.length * 2];
    for (long entry : tokens) {
      if (entry != 0) {
        put(wider, entry);
      }
    }
    tokens = wider;
  }

  private static void put(long[] table, long entry) {
    int mask = table.length - 1;
    int i = slot((int) (entry >>> 32)) & mask;
    while (table[i] != 0) {
      i = i + 1 & mask;
    }
    table[i] = entry;
  }

  private void end(int node, Shape shape) {
    int index = edges[node + SHAPES];
    if (index == 0) {
      ends.add(new Shape[] {shape});
      edges[node + SHAPES] = ends.size();
      return;
    }
    Shape[] before = ends.get(index - 1);
    for (Shape known : before) {
      if (known.op == shape.op) {
        known.dialects |= shape.dialects;
        return;
      }
    }
    Shape[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = shape;
    ends.set(index - 1, after);
  }
}
