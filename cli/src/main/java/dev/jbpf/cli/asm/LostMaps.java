package dev.jbpf.cli.asm;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import java.util.ArrayList;
import java.util.List;

/** What to say where the maps of a program are lost, as only its bytes are written. */
final class LostMaps {
  private LostMaps() {}

  /** {@return a warning for each instruction that loads a map by its name} */
  static List<Diagnostic> warnings(Program program) {
    List<Diagnostic> warnings = new ArrayList<>();
    for (MapReference reference : program.maps()) {
      warnings.add(
          new Diagnostic(
              Severity.WARNING,
              DiagnosticCode.MAP_LOST,
              "the map '" + reference.map() + "' is not in these bytes: its descriptor is 0",
              program.origin(reference.slot()),
              1,
              List.of("an object keeps the map and its name: -f elf")));
    }
    return warnings;
  }
}
