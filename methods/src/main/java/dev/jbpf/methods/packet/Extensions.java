package dev.jbpf.methods.packet;

import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** The extension headers of IPv6, RFC 8200. */
@Vocabulary
final class Extensions {
  private static final int MOST = 6;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION = 60;

  private static final int SMALLEST = 8;
  private static final int FRAGMENT_PLACE = 2;
  private static final int FRAGMENT_BITS = 0xfff8;

  private Extensions() {}

  /** {@return {@code size} bytes behind them, if a header of that number is there} */
  static @Nullable Area content(Area first, Area end, int firstKind, int number, int size) {
    Area place = first;
    int kind = firstKind;
    for (int i = 0; i < MOST && isExtension(kind); i++) {
      if (!place.reaches(end, SMALLEST)) {
        return null;
      }
      if (kind == FRAGMENT && (place.be16(FRAGMENT_PLACE) & FRAGMENT_BITS) != 0) {
        return null;
      }
      int bytes = length(kind, place.u8(1));
      kind = place.u8(0);
      place = place.plus(bytes);
    }
    return kind == number && place.reaches(end, size) ? place : null;
  }

  private static int length(int kind, int units) {
    if (kind == FRAGMENT) {
      return SMALLEST;
    }
    return kind == AUTHENTICATION ? units + 2 << 2 : units + 1 << 3;
  }

  private static boolean isExtension(int kind) {
    return kind == HOP_BY_HOP
        || kind == ROUTING
        || kind == FRAGMENT
        || kind == AUTHENTICATION
        || kind == DESTINATION;
  }
}
