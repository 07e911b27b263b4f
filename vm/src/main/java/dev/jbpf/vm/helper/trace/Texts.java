package dev.jbpf.vm.helper.trace;

import dev.jbpf.vm.helper.HelperCall;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts of C in a program's memory. */
final class Texts {
  private static final int MAX = 1 << 20;

  private Texts() {}

  /** {@return the text at {@code address}, up to a NUL or {@code size} bytes} */
  static String read(HelperCall call, long address, int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(size, MAX); i++) {
      char next = (char) call.memory().load(address + i, 1);
      if (next == 0) {
        break;
      }
      text.append(next);
    }
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Writes as much of {@code text} as there is room for, and a NUL. */
  static void write(HelperCall call, long to, int size, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int kept = Math.min(bytes.length, size - 1);
    call.memory().write(to, Arrays.copyOf(Arrays.copyOf(bytes, kept), kept + 1));
  }
}
