package dev.jbpf.text.c;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import java.util.Optional;

/** Reads a character of C in quotes: a number of the type {@code int}, with {@code char}'s sign. */
final class CCharacter {
  private final Cursor in;
  private final SourceErrors errors;

  CCharacter(Cursor in, SourceErrors errors) {
    this.in = in;
    this.errors = errors;
  }

  /**
   * {@return the number of the character that starts here; an error has been noted if none does}
   */
  Optional<CNumber> read() {
    int from = in.at++;
    int c = in.text[in.at];
    if (c == '\n' || c == '\'') {
      return missing(from);
    }
    in.at++;
    if (c == '\\' && in.text[in.at] != '\n') {
      c = in.escaped();
    }
    if (in.text[in.at] != '\'') {
      return missing(from);
    }
    in.at++;
    return Optional.of(CNumber.ofInt((byte) c));
  }

  private Optional<CNumber> missing(int from) {
    errors.add(
        DiagnosticCode.BAD_NUMBER,
        from,
        in.at,
        "one character and a quote are expected behind a quote");
    return Optional.empty();
  }
}
