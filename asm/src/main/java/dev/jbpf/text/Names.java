package dev.jbpf.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What can be a name, and how what cannot is written. */
final class Names {
  private Names() {}

  /** {@return {@code text} in quotes, as {@link Scanner#text()} reads it} */
  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** {@return whether {@code name} is read as a label wherever one can stand} */
  static boolean isLabel(String name) {
    return isLabel(name.getBytes(UTF_8));
  }

  /** {@return whether {@code name}, in UTF-8, is read as a label wherever one can stand} */
  static boolean isLabel(byte[] name) {
    if (name.length == 0 || !Chars.startsName(name[0])) {
      return false;
    }
    for (byte c : name) {
      if (!Chars.isName(c)) {
        return false;
      }
    }
    return !isRegister(name);
  }

  private static boolean isRegister(byte[] name) {
    if ("rwf".indexOf(name[0] | 0x20) < 0) {
      return false;
    }
    Scanner in = Scanner.of(new String(name, UTF_8));
    in.name();
    return in.register() != Scanner.NO_REGISTER;
  }
}
