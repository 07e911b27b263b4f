package dev.jbpf.ir.alloc.stack;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.PlacedFunction.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Lays out a frame: objects first, the largest nearest to the frame pointer, then slots, each as
 * near as what is in use at the same time lets it.
 */
public final class FrameLayout {
  /** The bytes of the stack of a program, with all functions that are in a call. */
  public static final int LIMIT = 512;

  private static final int SLOT = Long.BYTES;

  private final Function function;
  private final List<Placed> placed = new ArrayList<>();
  private int size;

  private record Placed(Span span, int from, int to) {}

  private record Busy(int end, int unit) {}

  private FrameLayout(Function function) {
    this.function = function;
  }

  /**
   * {@return the frame of {@code function}}
   *
   * @throws IrException if it does not fit into the stack
   */
  public static FramePlaces of(PlacedFunction function) {
    Map<StackObject, Span> uses = ObjectUses.of(function);
    FrameLayout layout = new FrameLayout(function.function().function());
    Map<StackObject, Integer> objects = layout.objects(uses);
    int[] slots = layout.slots(function.slots(), uses.keySet().stream().toList());
    return new FramePlaces(objects, slots, layout.size);
  }

  private Map<StackObject, Integer> objects(Map<StackObject, Span> uses) {
    Map<StackObject, Integer> offsets = new HashMap<>();
    uses.keySet().stream()
        .sorted(Comparator.comparingInt(StackObject::size).reversed())
        .forEach(object -> offsets.put(object, -place(object, uses.get(object))));
    if (size > LIMIT) {
      throw tooLarge(uses.keySet().stream().toList(), 0);
    }
    return offsets;
  }

  /** {@return how far below the frame pointer the object starts} */
  private int place(StackObject object, Span span) {
    int top = 0;
    boolean isMoved = true;
    while (isMoved) {
      isMoved = false;
      int bottom = aligned(top + object.size(), object.alignment());
      for (Placed other : placed) {
        if (other.span().meets(span) && other.from() < bottom && top < other.to()) {
          top = other.to();
          isMoved = true;
          break;
        }
      }
    }
    int bottom = aligned(top + object.size(), object.alignment());
    placed.add(new Placed(span, top, bottom));
    size = Math.max(size, bottom);
    return bottom;
  }

  private static int aligned(int offset, int alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }

  private int[] slots(List<Span> spans, List<StackObject> objects) {
    int[] offsets = new int[spans.size()];
    int[] order =
        IntStream.range(0, offsets.length)
            .filter(slot -> spans.get(slot).to() > 0)
            .boxed()
            .sorted(Comparator.comparingInt(slot -> spans.get(slot).from()))
            .mapToInt(Integer::intValue)
            .toArray();
    PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingInt(Busy::end));
    long taken = 0;
    for (int slot : order) {
      Span span = spans.get(slot);
      while (!busy.isEmpty() && busy.peek().end() <= span.from()) {
        taken &= ~(1L << busy.poll().unit());
      }
      int unit = Long.numberOfTrailingZeros(~(taken | ofObjects(span)));
      if (unit * SLOT >= LIMIT) {
        throw tooLarge(objects, offsets.length);
      }
      taken |= 1L << unit;
      busy.add(new Busy(span.to(), unit));
      offsets[slot] = -(unit + 1) * SLOT;
      size = Math.max(size, (unit + 1) * SLOT);
    }
    return offsets;
  }

  /** {@return the slots that objects lie in that are in use at the same time, as bits} */
  private long ofObjects(Span span) {
    long units = 0;
    for (Placed object : placed) {
      if (object.span().meets(span)) {
        for (int unit = object.from() / SLOT; unit * SLOT < object.to(); unit++) {
          units |= 1L << unit;
        }
      }
    }
    return units;
  }

  private IrException tooLarge(List<StackObject> objects, int slots) {
    return FrameErrors.tooLarge(function, objects, slots);
  }
}
