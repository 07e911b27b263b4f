package dev.jbpf.verifier.fuzz;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program to compare verdicts of.
 *
 * @param type what it is loaded as
 * @param attachType {@code expected_attach_type}
 * @param flags of loading
 * @param slots the instructions
 * @param maps of each slot that loads one, the index in {@link MapPool}
 */
record Candidate(
    ProgramType type, int attachType, int flags, long[] slots, Map<Integer, Integer> maps) {

  Candidate with(long[] newSlots, Map<Integer, Integer> newMaps) {
    return new Candidate(type, attachType, flags, newSlots, newMaps);
  }

  /** {@return the same as another type of program} */
  Candidate as(ProgramType newType) {
    return new Candidate(newType, 0, flags, slots, maps);
  }

  /** {@return the same with those flags of loading} */
  Candidate flagged(int newFlags) {
    return new Candidate(type, attachType, newFlags, slots, maps);
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(slots.length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(slots);
    return bytes.array();
  }

  /** {@return the same as our verifier takes it} */
  Subject subject(List<MapShape> shapes) {
    Map<Integer, MapShape> used = new HashMap<>();
    maps.forEach((slot, map) -> used.put(slot, shapes.get(map)));
    return Subject.of(Program.decode(bytes(), ByteOrder.LITTLE_ENDIAN), type)
        .at(attachType)
        .withFlags(flags)
        .withMaps(used);
  }

  /** {@return the type, the bytes and the maps, to be pasted into a report} */
  @Override
  public String toString() {
    return type
        + "/"
        + attachType
        + (flags == 0 ? "" : "!" + flags)
        + " "
        + HexFormat.of().formatHex(bytes())
        + " maps "
        + new TreeMap<>(maps);
  }
}
