package dev.jbpf.runtime.object;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.KernelProgram;
import java.util.List;

/** A program of an object in the kernel. */
record LoadedObjectProgram(OpenProgram open, KernelProgram loaded) {
  /**
   * {@return where it belongs; nothing if nobody said}
   *
   * @throws IllegalArgumentException if its section says a place that cannot be
   */
  List<Hook> hooks() {
    if (!open.hooks().isEmpty() || !open.isAttached() || open.tailCallIndex().isPresent()) {
      return open.hooks();
    }
    return open.kind().filter(this::isOfItsType).flatMap(section -> open.place()).stream().toList();
  }

  private boolean isOfItsType(ProgramSection section) {
    return section.type() == loaded.type();
  }
}
