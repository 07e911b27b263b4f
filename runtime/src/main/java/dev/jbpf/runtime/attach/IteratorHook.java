package dev.jbpf.runtime.attach;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.iterator.IteratorScope;
import java.util.Optional;

/** Things in the kernel to go through; {@link IteratorLink} reads what the program writes. */
record IteratorHook(String name, Optional<IteratorScope> scope) implements Hook {
  @Override
  public ProgramType programType() {
    return ProgramType.TRACING;
  }

  @Override
  public Optional<AttachType> attachType() {
    return Optional.of(AttachType.TRACE_ITER);
  }

  @Override
  public Optional<BtfTarget> target() {
    return Optional.of(BtfTarget.iterator(name));
  }

  @Override
  public Link attach(KernelProgram program) {
    return scope.isPresent()
        ? IteratorLink.attach(program, scope.get())
        : IteratorLink.attach(program);
  }

  @Override
  public String toString() {
    return "iterator " + name + scope.map(part -> " of " + part).orElse("");
  }
}
