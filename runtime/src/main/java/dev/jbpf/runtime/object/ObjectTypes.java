package dev.jbpf.runtime.object;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectMap;
import dev.jbpf.runtime.BpfSyscallException;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.LoadedTypes;
import dev.jbpf.runtime.MapTypes;
import dev.jbpf.runtime.ProgramTypes;
import java.util.Optional;

/**
 * The types of an object in the kernel, if it has any and the kernel takes them: programs run
 * without.
 */
record ObjectTypes(Optional<LoadedTypes> types, String refusal) implements AutoCloseable {
  static ObjectTypes load(Kernel kernel, BpfObjectFile object) {
    Optional<byte[]> bytes = object.typeBytes();
    if (bytes.isEmpty()) {
      return new ObjectTypes(Optional.empty(), "");
    }
    try {
      return new ObjectTypes(Optional.of(kernel.loadTypes(bytes.get())), "");
    } catch (BpfSyscallException e) {
      return new ObjectTypes(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  Optional<MapTypes> of(ObjectMap map) {
    return map.keyType() == 0 && map.valueType() == 0
        ? Optional.empty()
        : types.map(t -> new MapTypes(t, map.keyType(), map.valueType()));
  }

  /** Lines belong to functions: without these the kernel takes none. */
  Optional<ProgramTypes> of(LinkedProgram program) {
    int[] functions = program.functionInfo();
    return functions.length == 0
        ? Optional.empty()
        : types.map(t -> new ProgramTypes(t, functions, program.lineInfo()));
  }

  @Override
  public void close() {
    types.ifPresent(LoadedTypes::close);
  }
}
