package dev.jbpf.dsl.verify;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.bpf.describe.JavaSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mistakes found so far: one an instruction, the first found, in the order of their slots. */
final class Mistakes {
  /** Where projects keep what they are made of, from the folder that they are built in. */
  private static final JavaSources SOURCES =
      JavaSources.in(Path.of("src", "main", "java"), Path.of("src", "test", "java"));

  private final Program program;
  private final Map<Integer, Diagnostic> found = new TreeMap<>();

  Mistakes(Program program) {
    this.program = program;
  }

  void add(int slot, String code, String message, String note) {
    add(
        slot,
        new Diagnostic(
            Severity.ERROR, code, message, program.origin(new Slot(slot)), 1, List.of(note)));
  }

  void add(int slot, Diagnostic diagnostic) {
    found.putIfAbsent(slot, diagnostic);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the check.
   *
   * @throws LinkException if there is a mistake
   */
  void finish() {
    if (!found.isEmpty()) {
      throw new LinkException(List.copyOf(found.values()), SOURCES::find);
    }
  }
}
