package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Helpers and the types of maps that they take, read from the table. */
final class MapTable implements MapRules {
  private final Map<Helper, Set<MapType>> types = new EnumMap<>(Helper.class);
  private final Set<MapType> special = EnumSet.noneOf(MapType.class);

  MapTable(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ");
      EnumSet<MapType> set = EnumSet.noneOf(MapType.class);
      Arrays.stream(words).skip(1).map(MapTable::type).forEach(set::add);
      types.put(Tables.helper(words[0]), set);
      special.addAll(set);
    }
  }

  private static MapType type(String name) {
    return MapType.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public boolean admits(Helper helper, MapType type) {
    Set<MapType> named = types.get(helper);
    return named == null ? !special.contains(type) : named.contains(type);
  }

  @Override
  public boolean hasValueAddress(MapType type) {
    return type == MapType.ARRAY;
  }
}
