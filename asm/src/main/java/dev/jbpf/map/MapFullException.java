package dev.jbpf.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A map has no room for a new key, or an array none of that index. */
public final class MapFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For an update of {@code map}, whatever the key. */
  public MapFullException(MapDef<?, ?> map) {
    super(
        "map "
            + map.name()
            + " has no room for another key: it takes "
            + map.maxEntries()
            + (map.maxEntries() == 1 ? " entry" : " entries"));
  }

  private MapFullException(String message) {
    super(message);
  }

  /** {@return what an update of {@code key} fails with: an array has no such index} */
  public static MapFullException of(MapDef<?, ?> map, Object key) {
    return MapTypeRules.INDEXED.contains(map.type())
        ? new MapFullException(
            "map " + map.name() + ": index " + index(key) + " is not " + MapTypeRules.indexes(map))
        : new MapFullException(map);
  }

  /** Of a map whose types nobody knows, keys are bytes, in this machine's order. */
  private static Object index(Object key) {
    return key instanceof byte[] bytes && bytes.length == Integer.BYTES
        ? Integer.toUnsignedLong(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt())
        : key;
  }
}
