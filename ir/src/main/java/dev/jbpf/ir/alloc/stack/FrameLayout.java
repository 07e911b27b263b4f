package dev.jbpf.ir.alloc.stack;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.PlacedFunction.Span;
import dev.jbpf.kernel.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Lays out a frame: objects first, the largest nearest to the frame pointer, then slots, each as
 * near as what is in use at the same time lets it.
 */
public final class FrameLayout {
  /** The bytes of the stack of a program, with all functions that are in a call. */
  public static final int LIMIT = Limits.MAX_BPF_STACK;

  private static final int SLOT = Long.BYTES;

  private final Function function;
  private final Occupancy taken;
  private int size;

  private record Busy(int end, int unit) {}

  private FrameLayout(Function function, Occupancy taken) {
    this.function = function;
    this.taken = taken;
  }

  /**
   * {@return the frame of {@code function}}
   *
   * @throws IrException if it does not fit into the stack
   */
  public static FramePlaces of(PlacedFunction function) {
    Map<StackObject, Span> uses = ObjectUses.of(function);
    List<Span> all = new ArrayList<>(uses.values());
    if (!all.isEmpty()) {
      all.addAll(function.slots());
    }
    FrameLayout layout = new FrameLayout(function.function().function(), new Occupancy(all));
    Map<StackObject, Integer> objects = layout.objects(uses);
    int[] slots = layout.slots(function.slots(), uses.keySet().stream().toList());
    return new FramePlaces(objects, slots, layout.size);
  }

  private Map<StackObject, Integer> objects(Map<StackObject, Span> uses) {
    Map<StackObject, Integer> offsets = new HashMap<>();
    List<StackObject> all = new ArrayList<>(uses.keySet());
    all.sort((one, other) -> Integer.compare(other.size(), one.size()));
    for (StackObject object : all) {
      offsets.put(object, -place(object, uses.get(object), all));
    }
    return offsets;
  }

  /** {@return how far below the frame pointer the object starts} */
  private int place(StackObject object, Span span, List<StackObject> all) {
    Occupancy.Bytes busy = taken.during(span);
    int top = 0;
    int bottom = aligned(object.size(), object.alignment());
    while (bottom <= LIMIT) {
      int last = busy.lastTaken(top, bottom);
      if (last < top) {
        taken.take(span, top, bottom);
        size = Math.max(size, bottom);
        return bottom;
      }
      top = last + 1;
      bottom = aligned(top + object.size(), object.alignment());
    }
    throw tooLarge(all, 0);
  }

  private static int aligned(int offset, int alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }

  private int[] slots(List<Span> spans, List<StackObject> objects) {
    int[] offsets = new int[spans.size()];
    List<Integer> order = new ArrayList<>();
    for (int slot = 0; slot < offsets.length; slot++) {
      if (spans.get(slot).to() > 0) {
        order.add(slot);
      }
    }
    if (order.isEmpty()) {
      return offsets;
    }
    order.sort(Comparator.comparingInt(slot -> spans.get(slot).from()));
    PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingInt(Busy::end));
    long inUse = 0;
    for (int slot : order) {
      Span span = spans.get(slot);
      while (!busy.isEmpty() && busy.peek().end() <= span.from()) {
        inUse &= ~(1L << busy.poll().unit());
      }
      int unit = Long.numberOfTrailingZeros(~(inUse | ofObjects(span, objects)));
      if (unit * SLOT >= LIMIT) {
        throw tooLarge(objects, offsets.length);
      }
      inUse |= 1L << unit;
      busy.add(new Busy(span.to(), unit));
      offsets[slot] = -(unit + 1) * SLOT;
      size = Math.max(size, (unit + 1) * SLOT);
    }
    return offsets;
  }

  /** {@return the slots that objects lie in that are in use at the same time, as bits} */
  private long ofObjects(Span span, List<StackObject> objects) {
    return objects.isEmpty() ? 0 : taken.during(span).slots();
  }

  private IrException tooLarge(List<StackObject> objects, int slots) {
    return FrameErrors.tooLarge(function, objects, slots);
  }
}
