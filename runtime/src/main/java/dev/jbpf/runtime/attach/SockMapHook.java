package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import java.util.Optional;

/** The sockets in a map; they keep the program for as long as the map has it. */
record SockMapHook(ProgramType programType, AttachType type, KernelMap<?, ?> map) implements Hook {
  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  @Override
  public Link attach(KernelProgram program) {
    return ProgAttach.attach(program, type, map.descriptor(), 0, toString());
  }

  @Override
  public String toString() {
    return "sockets in " + map;
  }
}
