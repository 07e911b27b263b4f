package dev.jbpf.dsl.check;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mistakes found so far: one an instruction, the first found, in the order of their slots. */
final class Report {
  private final Program program;
  private final Map<Integer, Rule> broken = new TreeMap<>();

  Report(Program program) {
    this.program = program;
  }

  void add(int slot, Rule rule) {
    broken.putIfAbsent(slot, rule);
  }

  /**
   * Ends the check.
   *
   * @throws LinkException if there is a mistake
   */
  void finish() {
    if (!broken.isEmpty()) {
      throw new LinkException(
          broken.entrySet().stream().map(e -> diagnostic(e.getKey(), e.getValue())).toList());
    }
  }

  private Diagnostic diagnostic(int slot, Rule rule) {
    return new Diagnostic(
        Severity.ERROR,
        DiagnosticCode.of(rule.code()).orElseThrow(),
        rule.message(),
        program.origin(new Slot(slot)),
        1,
        List.of(rule.note()));
  }
}
