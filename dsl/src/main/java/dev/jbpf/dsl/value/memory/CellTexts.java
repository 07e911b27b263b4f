package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.map.layout.Layout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** CellTexts of Java beside those in memory, which end with NUL, in UTF-8. */
record CellTexts(Spot spot) {
  /** Whether the text is {@code other}, with the NUL behind it. */
  Bool is(String other) {
    byte[] bytes = bytes(other, "is never");
    return spot.hasBytes(Arrays.copyOf(bytes, bytes.length + 1));
  }

  /** Whether the text starts so. */
  Bool startsWith(String start) {
    if (start.isEmpty()) {
      throw spot.scope().error("text", "every text starts with an empty one");
    }
    return spot.hasBytes(bytes(start, "never starts with"));
  }

  /** Puts the text there, zeros behind it. */
  void set(String text) {
    spot.setBytes(Arrays.copyOf(bytes(text, "does not hold"), spot.size()));
  }

  /** The bytes of {@code text}, for which there must be room, and for a NUL. */
  private byte[] bytes(String text, String verb) {
    if (!(spot.layout() instanceof Layout.Text)) {
      throw spot.scope()
          .error("text", spot.name() + " is " + Layouts.words(spot.layout()) + ", and no text");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= spot.size()) {
      throw spot.scope()
          .error(
              "text",
              spot.name() + " has " + spot.size() + " bytes: it " + verb + " '" + text + "'",
              "it takes " + (bytes.length + 1) + " bytes with its NUL");
    }
    return bytes;
  }
}
