package dev.jbpf.testkit.sweep;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A program that calls helpers, and what it is run on.
 *
 * @param maps beside {@link Script#OUT}, empty at the start
 * @param text what {@link #TEXT} holds, which there is if this is not empty
 * @param faultsIfRefused whether the virtual machine has to find what the verifier finds
 */
record Case(
    ProgramType type,
    String source,
    byte[] packet,
    List<MapDef<?, ?>> maps,
    byte[] text,
    boolean faultsIfRefused) {
  /** What {@link #text} is in, for programs to read only. */
  static final MapDef<Integer, byte[]> TEXT =
      MapDef.array("text", Codec.bytes(64), 1).withFlags(MapFlag.RDONLY_PROG);

  private static final byte[] NONE = {};

  /** {@return a call on a packet, without maps} */
  static Case of(ProgramType type, Script script, byte[] packet) {
    return new Case(type, script.source(), packet, List.of(), NONE, false);
  }

  /** {@return calls with that map, on a packet that does not matter} */
  static Case of(Script script, MapDef<?, ?> map) {
    return new Case(
        ProgramType.SCHED_CLS, script.source(), new byte[64], List.of(map), NONE, false);
  }

  /** {@return a call on a packet, with that map} */
  static Case of(ProgramType type, Script script, byte[] packet, MapDef<?, ?> map) {
    return new Case(type, script.source(), packet, List.of(map), NONE, false);
  }

  /** {@return the same, with that text of at most 64 bytes, zeros behind it} */
  Case withText(byte[] bytes) {
    byte[] padded = Arrays.copyOf(bytes, TEXT.valueSize());
    return new Case(type, source, packet, maps, padded, faultsIfRefused);
  }

  /** {@return the same, which faults where the verifier refuses it} */
  Case faultingIfRefused() {
    return new Case(type, source, packet, maps, text, true);
  }

  @Override
  public String toString() {
    return type
        + " "
        + maps
        + " on "
        + HexFormat.of().formatHex(packet)
        + " "
        + HexFormat.of().formatHex(text)
        + "\n"
        + source;
  }
}
