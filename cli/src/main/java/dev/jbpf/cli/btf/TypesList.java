package dev.jbpf.cli.btf;

import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.find.Sightings;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.runtime.info.TypesInfo;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is told of types in the kernel, under bpftool's names. */
final class TypesList {
  private final Map<Long, List<Long>> programs = new HashMap<>();
  private final Map<Long, List<Long>> maps = new HashMap<>();
  private final Sightings sightings;

  private TypesList(Finder finder) {
    finder
        .inspector()
        .all(ObjectKind.PROGRAM, Inspected::program)
        .forEach(program -> add(programs, program.types(), program.id()));
    finder
        .inspector()
        .all(ObjectKind.MAP, Inspected::map)
        .forEach(map -> add(maps, map.types(), map.id()));
    this.sightings = new Sightings(finder.inspector());
  }

  private static void add(Map<Long, List<Long>> users, long types, long id) {
    if (types != 0) {
      users.computeIfAbsent(types, t -> new ArrayList<>()).add(id);
    }
  }

  static List<Fields> rows(Finder finder, List<String> asked) {
    TypesList list = new TypesList(finder);
    if (asked.isEmpty()) {
      return finder.inspector().all(ObjectKind.TYPES, types -> list.row(types.typesInfo()));
    }
    CommandWords words = new CommandWords(asked);
    List<Fields> rows = new ArrayList<>();
    for (long id : finder.all(ObjectKind.TYPES, words)) {
      try (Inspected types = finder.inspector().open(ObjectKind.TYPES, id)) {
        rows.add(list.row(types.typesInfo()));
      }
    }
    words.end();
    return rows;
  }

  private Fields row(TypesInfo info) {
    Fields row =
        new Fields()
            .put("id", info.id())
            .put("size", info.bytes())
            .put("prog_ids", programs.getOrDefault(info.id(), List.of()))
            .put("map_ids", maps.getOrDefault(info.id(), List.of()))
            .put("kernel", info.isKernel())
            .putIf(!info.name().isEmpty(), "name", info.name());
    sightings.addTo(row, ObjectKind.TYPES, info.id());
    return row;
  }
}
