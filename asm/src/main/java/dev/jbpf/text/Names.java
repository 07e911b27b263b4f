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
    if (name.isEmpty() || !isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      if (!isLetter(name.charAt(i)) && !Chars.isName(name.charAt(i))) {
        return false;
      }
    }
    return !isRegister(name);
  }

  private static boolean isLetter(char c) {
    return c >= 0x80 || Chars.startsName(c);
  }

  private static boolean isRegister(String name) {
    if ("rwf".indexOf(name.charAt(0) | 0x20) < 0) {
      return false;
    }
    Scanner in = Scanner.of(name);
    in.name();
    return in.register() != Scanner.NO_REGISTER;
  }
}
