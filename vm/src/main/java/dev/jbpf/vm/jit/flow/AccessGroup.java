package dev.jbpf.vm.jit.flow;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Accesses of a {@link Stretch} whose addresses differ by constants, so that one check before the
 * first serves them all.
 *
 * @param number which of the stretch it is
 * @param first the slot of the first access
 * @param base the pointer that they start from, as {@link Bases} numbers them
 * @param indexes by the slot of an access, how far it is behind the lowest byte of all
 * @param length how many bytes there are from the lowest to the highest
 * @param place where the lowest byte is in its region, if the region is what it is expected to be:
 *     HotSpot finds out more about indexes that are constants
 */
public record AccessGroup(
    int number, int first, int base, Map<Integer, Integer> indexes, int length, OptionalInt place) {

  /** {@return how far the access in {@code slot} is behind the lowest byte} */
  public int index(int slot) {
    return indexes.get(slot);
  }
}
