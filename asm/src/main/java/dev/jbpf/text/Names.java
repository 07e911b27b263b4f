package dev.jbpf.text;

/** What can be a name, and how what cannot is written. */
final class Names {
  private Names() {}

  /** {@return {@code text} in quotes, as {@link Scanner#text()} reads it} */
  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** {@return whether {@code name} is read as a label wherever one can stand} */
  static boolean isLabel(String name) {
    Scanner in = Scanner.of(name);
    if (!Chars.startsName(in.text[0])) {
      return false;
    }
    in.name();
    return in.at == in.end - 1 && in.register() == Scanner.NO_REGISTER;
  }
}
