package dev.jbpf.text;

import java.nio.charset.StandardCharsets;

/** What can be the name of a label. */
final class Names {
  private Names() {}

  /** {@return whether {@code name} is read as a label wherever one can stand} */
  static boolean isLabel(String name) {
    Scanner in = new Scanner((name + "\n").getBytes(StandardCharsets.UTF_8));
    if (!Chars.startsName(in.text[0])) {
      return false;
    }
    in.name();
    return in.at == in.text.length - 1 && in.register() == Scanner.NO_REGISTER;
  }
}
