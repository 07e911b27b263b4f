package dev.jbpf.verifier.types;

import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.facts.FactTables;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What maps are as objects of the kernel. */
public final class MapObjects {
  private static final Map<MapType, String> STRUCTURES =
      read(FactTables.lines(MapObjects.class, "maps.txt"));

  private MapObjects() {}

  private static Map<MapType, String> read(List<String> lines) {
    Map<MapType, String> structures = new EnumMap<>(MapType.class);
    for (String line : lines) {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        structures.put(MapType.valueOf(words[i].toUpperCase(Locale.ROOT)), words[0]);
      }
    }
    return structures;
  }

  /** {@return the name of the structure that maps of that type are} */
  public static Optional<String> structure(MapType type) {
    return Optional.ofNullable(STRUCTURES.get(type));
  }
}
