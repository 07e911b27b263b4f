package dev.jbpf.text.read;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.source.SourceFile;
import java.util.Locale;

/** Tells a source from a file that is none, which deserves one error and not thousands. */
final class TextCheck {
  private static final int LOOKED_AT = 8192;

  private TextCheck() {}

  /** {@return whether the source can be text; an error has been noted if not} */
  static boolean isText(SourceFile source, SourceErrors errors) {
    byte[] bytes = source.bytes();
    int end = Math.min(bytes.length, LOOKED_AT);
    for (int i = 0; i < end; i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\n' && !Characters.isSpace(bytes[i])) {
        errors.add(
            DiagnosticCode.NOT_TEXT,
            i,
            i,
            String.format(
                Locale.ROOT, "this is a binary file, not assembly: byte %d is 0x%02x", i, bytes[i]),
            isElf(bytes) ? "it is an ELF object: -d disassembles it" : "");
        return false;
      }
    }
    return true;
  }

  private static boolean isElf(byte[] bytes) {
    return bytes.length > 4
        && bytes[0] == 0x7f
        && bytes[1] == 'E'
        && bytes[2] == 'L'
        && bytes[3] == 'F';
  }
}
