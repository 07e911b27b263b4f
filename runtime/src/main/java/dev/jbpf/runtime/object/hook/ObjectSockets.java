package dev.jbpf.runtime.object.hook;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.object.ObjectHook;
import dev.jbpf.runtime.attach.object.ObjectParts;
import dev.jbpf.runtime.map.KernelMap;
import java.util.Map;
import java.util.Optional;

/** The sockets in a map that the program's object has: there is none before it is loaded. */
public record ObjectSockets(ProgramType programType, AttachType type, String map)
    implements ObjectHook {
  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  @Override
  public Hook in(ObjectParts object) {
    KernelMap<?, ?> sockets = object.map(map);
    return programType == ProgramType.SK_MSG
        ? Hooks.socketMessages(sockets)
        : Hooks.socketStreams(sockets, type);
  }

  @Override
  public String toString() {
    return "sockets in map " + map;
  }
}
