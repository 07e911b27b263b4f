package dev.jbpf.ir.text;

import dev.jbpf.ir.Type;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as text. */
final class TypeText {
  private static final List<Type> NUMBERS =
      List.of(
          Type.BOOL, Type.U8, Type.U16, Type.U32, Type.U64, Type.S8, Type.S16, Type.S32, Type.S64,
          Type.NONE);

  private static final Pattern POINTER = Pattern.compile("([a-z_]+)(?: (\\S+?))?\\*(\\?)?");

  private TypeText() {}

  static Type parse(String text, int line) {
    for (Type number : NUMBERS) {
      if (number.toString().equals(text)) {
        return number;
      }
    }
    Matcher pointer = POINTER.matcher(text);
    for (Type.Pointee pointee : Type.Pointee.values()) {
      if (pointer.matches() && pointer.group(1).equals(name(pointee))) {
        String struct = pointer.group(2) == null ? "" : pointer.group(2);
        return new Type.Pointer(pointee, struct, pointer.group(3) != null);
      }
    }
    throw IrParser.error(line, "'" + text + "' is no type");
  }

  private static String name(Type.Pointee pointee) {
    return pointee.name().toLowerCase(Locale.ROOT);
  }
}
