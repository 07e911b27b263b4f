package dev.jbpf.testkit.sweep;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import java.util.HexFormat;
import java.util.List;

/**
 * A program that calls helpers, and what it is run on.
 *
 * @param maps beside {@link Script#OUT}, empty at the start
 * @param faultsIfRefused whether the virtual machine has to find what the verifier finds
 */
record Case(
    ProgramType type,
    String source,
    byte[] packet,
    List<MapDef<?, ?>> maps,
    boolean faultsIfRefused) {
  /** {@return a call on a packet, without maps} */
  static Case of(ProgramType type, Script script, byte[] packet) {
    return new Case(type, script.source(), packet, List.of(), false);
  }

  /** {@return calls with that map, on a packet that does not matter} */
  static Case of(Script script, MapDef<?, ?> map) {
    return new Case(ProgramType.SCHED_CLS, script.source(), new byte[64], List.of(map), false);
  }

  /** {@return the same, which faults where the verifier refuses it} */
  Case faultingIfRefused() {
    return new Case(type, source, packet, maps, true);
  }

  @Override
  public String toString() {
    return type + " " + maps + " on " + HexFormat.of().formatHex(packet) + "\n" + source;
  }
}
