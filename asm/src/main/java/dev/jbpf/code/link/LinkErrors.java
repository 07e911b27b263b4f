package dev.jbpf.code.link;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;

/** Takes what the passes find wrong. */
public interface LinkErrors {
  /**
   * Notes something about the instruction of the mark {@code mark}.
   *
   * @param mark as {@link CodeImage#mark} says
   * @param code the stable code of the diagnostic
   */
  void add(Severity severity, DiagnosticCode code, int mark, String message, String... notes);
}
