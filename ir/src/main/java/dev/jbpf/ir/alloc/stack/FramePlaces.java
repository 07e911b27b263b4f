package dev.jbpf.ir.alloc.stack;

import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.alloc.Locations;
import java.util.Map;

/**
 * Where things lie in a function's frame, in bytes from the frame pointer: below zero.
 *
 * @param objects where each object starts
 * @param slots where each slot starts
 * @param size how many bytes of it are used
 */
public record FramePlaces(Map<StackObject, Integer> objects, int[] slots, int size) {
  /** {@return where {@code object} starts} */
  public int offset(StackObject object) {
    return objects.get(object);
  }

  /** {@return where the slot of that location starts} */
  public int offset(int location) {
    return slots[Locations.slotNumber(location)];
  }
}
