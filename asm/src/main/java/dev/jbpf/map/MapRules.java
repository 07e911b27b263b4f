package dev.jbpf.map;

import dev.jbpf.kernel.MapType;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the kernel demands of a map by its type. Only rules that no kernel will relax: the rest is
 * the kernel's to say.
 */
final class MapRules {
  private static final Set<MapType> INDEXED =
      EnumSet.of(
          MapType.ARRAY,
          MapType.PROG_ARRAY,
          MapType.PERF_EVENT_ARRAY,
          MapType.PERCPU_ARRAY,
          MapType.CGROUP_ARRAY,
          MapType.ARRAY_OF_MAPS);

  private static final Set<MapType> KEYLESS =
      EnumSet.of(
          MapType.QUEUE,
          MapType.STACK,
          MapType.BLOOM_FILTER,
          MapType.RINGBUF,
          MapType.USER_RINGBUF);

  private static final Set<MapType> VALUELESS = EnumSet.of(MapType.RINGBUF, MapType.USER_RINGBUF);

  private MapRules() {}

  static void check(String name, MapType type, Codec<?> key, Codec<?> value, int maxEntries) {
    checkName(name);
    if (INDEXED.contains(type)) {
      requireSize(name, type, "keys", key.size(), 4);
    }
    if (KEYLESS.contains(type)) {
      requireSize(name, type, "keys", key.size(), 0);
    }
    if (VALUELESS.contains(type)) {
      requireSize(name, type, "values", value.size(), 0);
      requirePowerOfTwo(name, maxEntries);
    }
    if (maxEntries < 0) {
      throw new IllegalArgumentException(
          "map " + name + ": " + maxEntries + " entries, must be 0 or more");
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty() || name.length() > MapDef.MAX_NAME) {
      throw new IllegalArgumentException(
          "map name '" + name + "': must have 1 to " + MapDef.MAX_NAME + " characters");
    }
    if (!name.chars().allMatch(MapRules::isNameCharacter)) {
      throw new IllegalArgumentException(
          "map name '" + name + "': only ASCII letters, digits, '_' and '.' are allowed");
    }
  }

  private static boolean isNameCharacter(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.');
  }

  private static void requireSize(String name, MapType type, String what, int size, int wanted) {
    if (size != wanted) {
      throw new IllegalArgumentException(
          "map "
              + name
              + ": "
              + what
              + " of "
              + size
              + " bytes, those of "
              + type.kernelName()
              + " have "
              + wanted);
    }
  }

  private static void requirePowerOfTwo(String name, int bytes) {
    if (Integer.bitCount(bytes) != 1 || bytes < 0) {
      throw new IllegalArgumentException(
          "map " + name + ": a buffer of " + bytes + " bytes, must be a power of two");
    }
  }
}
