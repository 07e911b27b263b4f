package dev.jbpf.vm.helper.pointer;

import dev.jbpf.vm.helper.Callback;
import dev.jbpf.vm.helper.Timers;
import dev.jbpf.vm.map.VmMap;
import java.util.Optional;

/**
 * A part of the value of an entry.
 *
 * @param handle what stands for the map in a program
 * @param value where the value is
 * @param generation of the value: it is another one's once the whole was written
 */
public record ValuePlace(VmMap map, long handle, byte[] key, long value, long generation)
    implements Timers.Place {
  /** {@return the place of {@code address}, if it is in a value of {@code map}} */
  public static Optional<ValuePlace> of(VmMap map, long handle, long address) {
    return map.keys().stream()
        .filter(key -> holds(map, map.lookup(key, 0), address))
        .map(key -> new ValuePlace(map, handle, key, map.lookup(key, 0), map.generation(key)))
        .findFirst();
  }

  private static boolean holds(VmMap map, long value, long address) {
    return value != 0 && address >= value && address < value + map.def().valueSize();
  }

  @Override
  public boolean isThere() {
    return map.lookup(key, 0) == value && map.generation(key) == generation;
  }

  @Override
  public long call(Callback callback) {
    return callback.call(handle, key, value);
  }
}
