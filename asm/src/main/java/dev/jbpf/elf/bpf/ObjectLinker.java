package dev.jbpf.elf.bpf;

import dev.jbpf.btf.core.CoreTypes;

/**
 * Links the programs of one object for one machine. What it finds out about the machine's types it
 * remembers. Not thread-safe.
 */
public final class ObjectLinker {
  private final ObjectParts parts;
  private final CoreRelocations relocations;

  ObjectLinker(ObjectParts parts, CoreTypes types) {
    this.parts = parts;
    this.relocations = new CoreRelocations(parts, types);
  }

  /**
   * {@return that program of the object, linked with all that it calls}
   *
   * @throws BpfObjectException if it refers to what is not there, to what may be one of several
   *     types, or to what is not supported yet: variables and functions of the kernel
   */
  public LinkedProgram link(ObjectProgram program) {
    return new ProgramLinker(parts, relocations).link(program.entry());
  }
}
