package dev.jbpf.elf.bpf;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.extern.LinkTarget;
import java.util.Optional;

/**
 * Links the programs of one object for one machine. What it finds out about the machine's types it
 * remembers. Not thread-safe.
 */
public final class ObjectLinker {
  private final LinkableObject parts;
  private final CoreRelocations relocations;
  private final Optional<ExternLinks> externs;

  ObjectLinker(LinkableObject parts, LinkTarget target) {
    this.parts = parts;
    this.relocations = new CoreRelocations(parts, target.types());
    this.externs = ExternLinks.of(parts, target);
  }

  /**
   * {@return that program of the object, linked with all that it calls}
   *
   * @throws BpfObjectException if it refers to what is not there, or to what may be one of several
   *     types
   */
  public LinkedProgram link(ObjectProgram program) {
    return new ProgramLinker(parts, relocations, externs).link(program.entry());
  }
}
