package dev.jbpf.map;

/** A map has no room for a new key, or an array none of that index. */
public final class MapFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For an update of {@code map}. */
  public MapFullException(MapDef<?, ?> map) {
    super(
        "map "
            + map.name()
            + " has no room for another key: it takes "
            + map.maxEntries()
            + (map.maxEntries() == 1 ? " entry" : " entries"));
  }
}
