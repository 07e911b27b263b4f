package dev.jbpf.text.statement;

import dev.jbpf.source.Cursor;
import dev.jbpf.text.c.CTypes;
import dev.jbpf.text.c.ContextFields;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code BPF_SIZEOF(type)} and {@code BPF_FIELD_SIZEOF(type, field)}. */
final class SizeMacros {
  private SizeMacros() {}

  /**
   * Reads what stands behind a name that was read.
   *
   * @return the name of the size that a load has, as a word that was read; nothing has been read
   *     behind the name if it is no such macro, or the size is not known
   */
  static Optional<Cursor> read(Cursor in) {
    String name = in.text(in.start, in.at);
    boolean isField = name.equals("BPF_FIELD_SIZEOF");
    if (!isField && !name.equals("BPF_SIZEOF") || in.skip() != '(') {
      return Optional.empty();
    }
    in.at++;
    OptionalInt size = isField ? ContextFields.fieldSize(field(in)) : CTypes.size(CTypes.words(in));
    if (in.skip() == ')') {
      in.at++;
    }
    String word =
        switch (Math.abs(size.orElse(0))) {
          case 1 -> "BPF_B";
          case 2 -> "BPF_H";
          case 4 -> "BPF_W";
          case 8 -> "BPF_DW";
          default -> "";
        };
    if (word.isEmpty()) {
      return Optional.empty();
    }
    Cursor read = Cursor.of(word);
    read.name();
    return Optional.of(read);
  }

  private static String field(Cursor in) {
    int start = in.at;
    while (in.text[in.at] != ')' && in.text[in.at] != '\n') {
      in.at++;
    }
    String[] parts = in.text(start, in.at).split(",", 2);
    String field = parts.length < 2 ? "" : parts[1].strip();
    return parts[0].strip().replaceFirst("^(struct|union) ", "") + "." + field;
  }
}
