package dev.jbpf.classic.token;

import dev.jbpf.diag.Diagnostic;

/** Ends the parsing of one statement; never leaves the assembler. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  SyntaxException(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
