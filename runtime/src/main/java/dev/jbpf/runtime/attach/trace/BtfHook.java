package dev.jbpf.runtime.attach.trace;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.link.LinkCreate;
import java.util.Optional;

/** A place that the kernel's types name: the program says at load time where it belongs. */
public record BtfHook(
    ProgramType programType, Optional<AttachType> attachType, BtfTarget place, String name)
    implements Hook {
  /** One of that type of attachment. */
  public BtfHook(ProgramType programType, AttachType type, BtfTarget place, String name) {
    this(programType, Optional.of(type), place, name);
  }

  @Override
  public Optional<BtfTarget> target() {
    return Optional.of(place);
  }

  @Override
  public Link attach(KernelProgram program) {
    return LinkCreate.rawTracepoint(program, "", toString());
  }

  @Override
  public String toString() {
    return name;
  }
}
