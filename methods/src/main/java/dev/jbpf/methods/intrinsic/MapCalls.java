package dev.jbpf.methods.intrinsic;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Calls;
import dev.jbpf.methods.memory.JavaCalls;
import dev.jbpf.methods.memory.MapStore;
import org.jspecify.annotations.Nullable;

/**
 * What helpers do with maps. {@code Helpers} has these, too; a compiler reads the class files of
 * all that it meets, and nearly every program would have it read two hundred methods there.
 */
@Vocabulary
public final class MapCalls {
  private MapCalls() {}

  /** {@return the value of that key} */
  @Calls(Helper.MAP_LOOKUP_ELEM)
  public static @Nullable Area find(MapStore map, Area key) {
    return JavaCalls.area(Helper.MAP_LOOKUP_ELEM, map, key);
  }

  /** {@return 0, or the negative of an error number} */
  @Calls(Helper.MAP_UPDATE_ELEM)
  public static long update(MapStore map, Area key, Area value, long flags) {
    return JavaCalls.number(Helper.MAP_UPDATE_ELEM, map, key, value, flags);
  }

  /** {@return 0, or the negative of an error number} */
  @Calls(Helper.MAP_DELETE_ELEM)
  public static long delete(MapStore map, Area key) {
    return JavaCalls.number(Helper.MAP_DELETE_ELEM, map, key);
  }

  /** {@return the map that is the value of that key} */
  @Calls(Helper.MAP_LOOKUP_ELEM)
  public static @Nullable Area inner(MapStore map, Area key) {
    return JavaCalls.area(Helper.MAP_LOOKUP_ELEM, map, key);
  }

  /** {@return as {@link #find}, in a map that was found} */
  @Calls(Helper.MAP_LOOKUP_ELEM)
  public static @Nullable Area findIn(Area map, Area key) {
    return JavaCalls.area(Helper.MAP_LOOKUP_ELEM, map, key);
  }

  /** {@return as {@link #update}, in a map that was found} */
  @Calls(Helper.MAP_UPDATE_ELEM)
  public static long updateIn(Area map, Area key, Area value, long flags) {
    return JavaCalls.number(Helper.MAP_UPDATE_ELEM, map, key, value, flags);
  }

  /** {@return as {@link #delete}, in a map that was found} */
  @Calls(Helper.MAP_DELETE_ELEM)
  public static long deleteIn(Area map, Area key) {
    return JavaCalls.number(Helper.MAP_DELETE_ELEM, map, key);
  }
}
