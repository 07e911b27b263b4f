package dev.jbpf.text.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;

/** What can be a name, and how what cannot is written. */
public final class LabelNames {
  private LabelNames() {}

  /** {@return {@code text} in quotes, as {@link Cursor#text()} reads it} */
  public static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** {@return whether {@code name} is read as a label wherever one can stand} */
  public static boolean isLabel(String name) {
    return isLabel(name.getBytes(UTF_8));
  }

  /** {@return whether {@code name}, in UTF-8, is read as a label wherever one can stand} */
  public static boolean isLabel(byte[] name) {
    if (name.length == 0 || !Characters.startsName(name[0])) {
      return false;
    }
    for (byte c : name) {
      if (!Characters.isName(c)) {
        return false;
      }
    }
    return !isRegister(name);
  }

  private static boolean isRegister(byte[] name) {
    if ("rwf".indexOf(name[0] | 0x20) < 0) {
      return false;
    }
    Cursor in = Cursor.of(new String(name, UTF_8));
    in.name();
    return RegisterNames.of(in) != RegisterNames.NONE;
  }
}
