package dev.jbpf.methods.compile;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Statics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of an object: programs, variables and maps share them. */
final class Names {
  private final Statics statics;
  private final Set<String> programs = new HashSet<>();

  Names(Statics statics) {
    this.statics = statics;
  }

  /** Takes the name of a program. */
  void add(MethodCode method, ProgramDef program) {
    require(method, programs.add(program.name()), "the program " + program.name());
  }

  /** Compares the names of what programs have in common, when all of them are there. */
  void check(MethodCode method, ProgramDef program) {
    Set<String> variables = statics.variables().keySet();
    require(method, !variables.contains(program.name()), "the program " + program.name());
    for (MapDef<?, ?> map : program.maps()) {
      boolean isFree = !variables.contains(map.name()) && !programs.contains(map.name());
      require(method, isFree, "the map " + map.name());
    }
  }

  /** {@return what the table of functions is called that {@code type} is} */
  static String ofTable(Class<?> type) {
    return type.getSimpleName().replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** Compares the name of a table with all others. */
  void check(StructOpsDef table, Map<MethodCode, ProgramDef> all) {
    MethodCode first = all.keySet().iterator().next();
    boolean isMap =
        all.values().stream()
            .flatMap(program -> program.maps().stream())
            .anyMatch(map -> map.name().equals(table.name()));
    boolean isFree = !isMap && !statics.variables().containsKey(table.name());
    require(first, isFree && programs.add(table.name()), "the table " + table.name());
  }

  private static void require(MethodCode method, boolean isFree, String what) {
    if (!isFree) {
      throw new RefusedException(Rule.NAME_TAKEN, method.origin(), what);
    }
  }
}
