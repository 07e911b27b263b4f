package dev.jbpf.testkit;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program is run with.
 *
 * @param type what the program is loaded as
 * @param packet what it sees; not a copy
 * @param isMemory whether r1 points to the packet itself, and r2 holds its length
 * @param maps to be created for it
 */
record Input(ProgramType type, Optional<byte[]> packet, boolean isMemory, List<MapDef<?, ?>> maps) {
  static final Input NONE =
      new Input(ProgramType.SOCKET_FILTER, Optional.empty(), false, List.of());

  Input withType(ProgramType other) {
    return new Input(other, packet, isMemory, maps);
  }

  Input withPacket(byte[] bytes) {
    return new Input(type, Optional.of(bytes.clone()), false, maps);
  }

  Input withMemory(byte[] bytes) {
    return new Input(type, Optional.of(bytes.clone()), true, maps);
  }

  Input withMap(MapDef<?, ?> map) {
    List<MapDef<?, ?>> more = new ArrayList<>(maps);
    more.add(map);
    return new Input(type, packet, isMemory, List.copyOf(more));
  }
}
