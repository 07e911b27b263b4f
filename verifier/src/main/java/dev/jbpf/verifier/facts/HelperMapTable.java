package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Helpers and the types of maps that they take, read from the table. */
final class HelperMapTable implements MapRules {
  private final Map<Helper, Set<MapType>> types = new EnumMap<>(Helper.class);
  private final Set<MapType> alone = EnumSet.noneOf(MapType.class);
  private final Set<MapType> addressed = EnumSet.noneOf(MapType.class);
  private final Set<MapType> asleep = EnumSet.noneOf(MapType.class);

  private final Set<ProgramType> changing = EnumSet.noneOf(ProgramType.class);
  private final Set<ProgramType> taking = EnumSet.noneOf(ProgramType.class);

  HelperMapTable(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words[0].equals("sockets") || words[0].equals("less")) {
        programs(words).forEach((words[0].equals("less") ? taking : changing)::add);
        continue;
      }
      Set<MapType> set =
          switch (words[0]) {
            case "alone" -> alone;
            case "value" -> addressed;
            case "asleep" -> asleep;
            default -> types.computeIfAbsent(FactTables.helper(words[0]), unused -> none());
          };
      Arrays.stream(words).skip(1).map(HelperMapTable::type).forEach(set::add);
    }
  }

  private static Stream<ProgramType> programs(String... words) {
    return Arrays.stream(words)
        .skip(1)
        .map(name -> ProgramType.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  private static Set<MapType> none() {
    return EnumSet.noneOf(MapType.class);
  }

  private static MapType type(String name) {
    return MapType.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public boolean admits(Helper helper, MapType type) {
    Set<MapType> named = types.get(helper);
    return named == null ? !alone.contains(type) : named.contains(type);
  }

  @Override
  public boolean mayChangeSockets(ProgramType program, boolean isPut) {
    return changing.contains(program) || !isPut && taking.contains(program);
  }

  @Override
  public boolean hasValueAddress(MapType type) {
    return addressed.contains(type);
  }

  @Override
  public boolean isOpenToSleepers(MapType type) {
    return asleep.contains(type);
  }
}
