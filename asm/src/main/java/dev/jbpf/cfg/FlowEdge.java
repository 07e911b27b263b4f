package dev.jbpf.cfg;

/**
 * A way from the end of one block to the start of another.
 *
 * @param from the index of the one
 * @param to the index of the other
 * @param kind when it is taken
 * @param isBack whether it goes back to a block that led here: it closes a loop
 */
public record FlowEdge(int from, int to, Kind kind, boolean isBack) {

  /** When an edge is taken. */
  public enum Kind {
    /** Always: the next instruction is in another block because something jumps to it. */
    NEXT,
    /** Always: a jump without a condition. */
    JUMP,
    /** When the condition at the end of the block holds. */
    TAKEN,
    /** When it does not. */
    NOT_TAKEN
  }
}
