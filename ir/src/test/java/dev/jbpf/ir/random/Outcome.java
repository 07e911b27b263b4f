package dev.jbpf.ir.random;

import java.util.HexFormat;

/** What a run leaves: what it returned, the packet, the four values of its map. */
record Outcome(long result, String packet, String state) {
  static Outcome of(long result, byte[] packet, byte[] state) {
    HexFormat hex = HexFormat.of();
    return new Outcome(result & 0xffff_ffffL, hex.formatHex(packet), hex.formatHex(state));
  }
}
