package dev.jbpf.text.grammar;

import dev.jbpf.isa.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * All ways to write an instruction: from the root, a word, sign or operand leads on to the next
 * node, and a node where a statement can end knows its {@link Form}s. Statements of all dialects
 * are in the one tree. What {@link FormTreeBuilder} makes of the instruction table is kept as a
 * {@link FormTreeTable}, which is generated: making it takes longer than assembling a short source.
 *
 * <p>A node is a number, counted from 1 in order of the distance from the root. An edge is one too,
 * in order of the nodes that it starts from: the edge 0 leads to node 2, the edge 1 to node 3.
 */
public final class FormTree {
  /** Where every statement starts. */
  public static final int ROOT = 1;

  /** No such edge. */
  public static final int NONE = 0;

  /** The edge that a whole register follows. */
  public static final int REGISTER = 0;

  /** The edge that the lower half of a register follows. */
  public static final int HALF = 1;

  /** The edge that an expression follows. */
  public static final int VALUE = 2;

  /** The edge that a place in the program follows. */
  public static final int TARGET = 3;

  /** The edge that a displacement follows, or nothing. */
  public static final int OFFSET = 4;

  /** What the number of a word or sign is counted from, as that of an edge. */
  static final int FIRST_TOKEN = 8;

  /** Where the edge 0 leads. */
  static final int FIRST_CHILD = ROOT + 1;

  private static final Form[] NOTHING = {};

  private final Tokens tokens;

  /** The first edge of each node. */
  private final char[] nodes;

  /** What each edge is followed for, in rising order for each node. */
  private final char[] edges;

  /** Where the shapes of each node are among {@code shapes}; 0 where no statement ends. */
  private final char[] ends;

  private final char[] shapes;

  /** The shapes that were asked for; threads that ask at once may each make them. */
  private final Form[][] made;

  /** The same, of the words that statements start with: each error about another asks. */
  private List<String> firstWords = List.of();

  FormTree(FormTreeTable table) {
    tokens = new Tokens(table);
    nodes = table.nodes().toCharArray();
    edges = table.edges().toCharArray();
    ends = table.ends().toCharArray();
    shapes = table.shapes().toCharArray();
    made = new Form[ends.length][];
  }

  public Tokens tokens() {
    return tokens;
  }

  /**
   * {@return the kind of edge that an operand follows}
   *
   * @param slot the operand
   */
  static int edge(Template.Slot slot) {
    return switch (slot) {
      case DST, SRC -> REGISTER;
      case WDST, WSRC -> HALF;
      case IMM, DISP, INDEX, LO32, HI32, LO16, HI16 -> VALUE;
      case TARGET -> TARGET;
      case OFF -> OFFSET;
    };
  }

  /** {@return the node that the edge {@code kind} leads to from {@code node}, or {@link #NONE}} */
  public int operand(int node, int kind) {
    int last = nodes[node + 1];
    for (int edge = nodes[node]; edge < last && edges[edge] <= kind; edge++) {
      if (edges[edge] == kind) {
        return FIRST_CHILD + edge;
      }
    }
    return NONE;
  }

  /** {@return the node that the word or sign leads to from {@code node}, or {@link #NONE}} */
  public int token(int node, int token) {
    int wanted = FIRST_TOKEN + token;
    int low = nodes[node];
    int high = nodes[node + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      int found = edges[middle];
      if (found == wanted) {
        return FIRST_CHILD + middle;
      } else if (found < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return NONE;
  }

  /** {@return the instructions that a statement can be that ends at {@code node}} */
  public Form[] endingAt(int node) {
    if (!ends(node)) {
      return NOTHING;
    }
    Form[] found = made[node];
    if (found == null) {
      found = Form.read(shapes, ends[node]);
      made[node] = found;
    }
    return found;
  }

  /** {@return whether a statement can end at {@code node}} */
  public boolean ends(int node) {
    return ends[node] != 0;
  }

  /** {@return the words and signs that can follow at {@code node}, in the order of the alphabet} */
  public List<String> tokensAt(int node) {
    List<String> texts = tokens(node, FIRST_TOKEN);
    texts.sort(null);
    return texts;
  }

  /** {@return the words that statements start with, in the order of the instruction table} */
  public List<String> firstWords() {
    if (firstWords.isEmpty()) {
      firstWords = List.copyOf(tokens(ROOT, FIRST_TOKEN + Tokens.FIRST_WORD));
    }
    return firstWords;
  }

  private List<String> tokens(int node, int first) {
    List<String> texts = new ArrayList<>();
    for (int edge = nodes[node]; edge < nodes[node + 1]; edge++) {
      if (edges[edge] >= first) {
        texts.add(tokens.text(edges[edge] - FIRST_TOKEN));
      }
    }
    return texts;
  }
}
