package dev.jbpf.ir.alloc;

import dev.jbpf.ir.select.MachineFunction;
import java.util.List;

/**
 * A function whose registers have places.
 *
 * @param function what it was
 * @param blocks what each of its blocks does
 * @param slots when each slot is in use
 * @param places the numbers that these times are counted in: of each block where it starts, and
 *     behind the last one where that ends
 */
public record PlacedFunction(
    MachineFunction function, List<List<Step>> blocks, List<Span> slots, int[] places) {
  /** From a place to another, that one not counted. */
  public record Span(int from, int to) {
    /** {@return whether they have a place in common} */
    public boolean meets(Span other) {
      return from < other.to && other.from < to;
    }

    /** {@return whether all places of {@code other} are its own} */
    public boolean holds(Span other) {
      return from <= other.from && other.to <= to;
    }

    /** {@return the shortest that holds both} */
    public Span with(Span other) {
      return new Span(Math.min(from, other.from), Math.max(to, other.to));
    }
  }
}
