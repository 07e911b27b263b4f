package dev.jbpf.ir;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import java.util.List;

/** What is written cannot become a program; it says where, why, and what would. */
public final class IrException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /** An error of that code at {@code origin}. */
  public IrException(String code, Origin origin, String message, String... notes) {
    super(
        (origin == Origin.UNKNOWN ? "" : origin + ": ")
            + message
            + (notes.length == 0 ? "" : "; " + String.join("; ", notes)));
    diagnostic = new Diagnostic(Severity.ERROR, code, message, origin, 1, List.of(notes));
  }

  /** {@return the error, to be printed with its line} */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
