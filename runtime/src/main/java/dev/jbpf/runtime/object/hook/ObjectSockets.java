package dev.jbpf.runtime.object.hook;

import dev.jbpf.diag.Suggestions;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.map.KernelMap;
import java.util.Map;
import java.util.Optional;

/** The sockets in a map that the program's object has: there is none before it is loaded. */
public record ObjectSockets(ProgramType programType, AttachType type, String map) implements Hook {
  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  /**
   * {@return the same with the map}
   *
   * @throws IllegalArgumentException if the object has none of that name
   */
  public Hook in(String object, Map<String, KernelMap<?, ?>> maps) {
    KernelMap<?, ?> sockets = Suggestions.require(object, "map", map, maps);
    return programType == ProgramType.SK_MSG
        ? Hooks.socketMessages(sockets)
        : Hooks.socketStreams(sockets, type);
  }

  @Override
  public Link attach(KernelProgram program) {
    throw new IllegalStateException(
        this + ": that map is an object's, whose programs its attachAll() attaches");
  }

  @Override
  public String toString() {
    return "sockets in map " + map;
  }
}
