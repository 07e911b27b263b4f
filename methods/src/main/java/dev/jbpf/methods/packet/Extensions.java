package dev.jbpf.methods.packet;

import dev.jbpf.kernel.FragHdr;
import dev.jbpf.kernel.Ipv6OptHdr;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** The extension headers of IPv6, RFC 8200. */
@Vocabulary
final class Extensions {
  private static final int MOST = 6;

  private static final int SMALLEST = FragHdr.SIZE;

  private Extensions() {}

  /** {@return {@code size} bytes behind them, if a header of that number is there} */
  static @Nullable Area content(Area first, Area end, int firstKind, int number, int size) {
    Area place = first;
    int kind = firstKind;
    for (int i = 0; i < MOST && isExtension(kind); i++) {
      if (!place.reaches(end, SMALLEST)) {
        return null;
      }
      if (kind == Protocols.IPPROTO_FRAGMENT
          && (place.be16(FragHdr.FRAG_OFF.offset()) & Protocols.IP6_OFFSET) != 0) {
        return null;
      }
      int bytes = length(kind, place.u8(Ipv6OptHdr.HDRLEN.offset()));
      kind = place.u8(Ipv6OptHdr.NEXTHDR.offset());
      place = place.plus(bytes);
    }
    return kind == number && place.reaches(end, size) ? place : null;
  }

  private static int length(int kind, int units) {
    if (kind == Protocols.IPPROTO_FRAGMENT) {
      return SMALLEST;
    }
    return kind == Protocols.IPPROTO_AH ? units + 2 << 2 : units + 1 << 3;
  }

  private static boolean isExtension(int kind) {
    return kind == Protocols.IPPROTO_HOPOPTS
        || kind == Protocols.IPPROTO_ROUTING
        || kind == Protocols.IPPROTO_FRAGMENT
        || kind == Protocols.IPPROTO_AH
        || kind == Protocols.IPPROTO_DSTOPTS;
  }
}
