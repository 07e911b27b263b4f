package dev.jbpf.runtime.attach.link;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.map.KernelMap;
import java.util.Optional;

/** The sockets in a map; what is attached the older way stays for as long as the map is there. */
public record SockMapHook(ProgramType programType, AttachType type, KernelMap<?, ?> map)
    implements Hook {
  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(type);
  }

  /** By a link since Linux 6.10. */
  @Override
  public Link attach(KernelProgram program) {
    int fd = map.descriptor().acquire();
    try {
      return LinkCreate.linkOr(program, type, fd, 0, toString(), () -> attachOlderWay(program));
    } finally {
      map.descriptor().release();
    }
  }

  public Link attachOlderWay(KernelProgram program) {
    return ProgAttach.attach(program, type, map.descriptor(), 0, toString());
  }

  @Override
  public String toString() {
    return "sockets in " + map;
  }
}
