package dev.jbpf.text;

/** What can be the name of a label. */
final class Names {
  private Names() {}

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
