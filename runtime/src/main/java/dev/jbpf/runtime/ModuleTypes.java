package dev.jbpf.runtime;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of the modules that a program calls functions of, while it is loaded. */
final class ModuleTypes implements AutoCloseable {
  private final Kernel kernel;
  private final ProgramSpec.Extras wanted;
  private final Map<String, Descriptor> open = new LinkedHashMap<>();

  private ModuleTypes(Kernel kernel, ProgramSpec.Extras wanted) {
    this.kernel = kernel;
    this.wanted = wanted;
  }

  /**
   * {@return those that {@code spec} names}
   *
   * @throws IllegalArgumentException if the kernel has no such module any more
   */
  static ModuleTypes open(Kernel kernel, ProgramSpec spec) {
    ModuleTypes types = new ModuleTypes(kernel, spec.extras());
    try {
      for (String module : spec.extras().modules()) {
        types.open(module);
      }
      for (String module : spec.extras().moduleVariables().values()) {
        types.open(module);
      }
      return types;
    } catch (RuntimeException | Error e) {
      types.close();
      throw e;
    }
  }

  private void open(String module) {
    if (!open.containsKey(module)) {
      long id =
          kernel.types().stream()
              .filter(types -> types.isKernel() && types.name().equals(module))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("the kernel has no module " + module))
              .id();
      Struct attr = kernel.calls().scratch().attr().set(AttrField.ID_START_ID, id);
      int fd = kernel.calls().require(BpfCommand.BTF_GET_FD_BY_ID, attr, "cannot open types " + id);
      open.put(module, new Descriptor(kernel.calls().syscalls(), "types of module " + module, fd));
    }
  }

  /** {@return the program with the descriptors of the types of variables in place} */
  Program fill(Program program) {
    if (wanted.moduleVariables().isEmpty()) {
      return program;
    }
    long[] words = new long[program.size()];
    for (int slot = 0; slot < words.length; slot++) {
      words[slot] = program.word(slot);
    }
    for (Map.Entry<Slot, String> variable : wanted.moduleVariables().entrySet()) {
      int second = variable.getKey().number() + 1;
      words[second] = Words.withImm(words[second], descriptor(variable.getValue()));
    }
    return Program.ofWords(
        words, words.length, program.origins(), program.labels(), program.maps());
  }

  /** It stays open until this is closed. */
  private int descriptor(String module) {
    Descriptor descriptor = open.get(module);
    int fd = descriptor.acquire();
    descriptor.release();
    return fd;
  }

  /** {@return the descriptors by the numbers that calls have for modules; empty without such} */
  Optional<NativeMemory> array() {
    List<String> modules = wanted.modules();
    if (modules.isEmpty()) {
      return Optional.empty();
    }
    NativeMemory array =
        NativeMemory.ofSize(kernel.calls().syscalls(), (modules.size() + 1) * Integer.BYTES);
    for (int i = 0; i < modules.size(); i++) {
      array.bytes().putInt((i + 1) * Integer.BYTES, descriptor(modules.get(i)));
    }
    return Optional.of(array);
  }

  @Override
  public void close() {
    open.values().forEach(Descriptor::close);
  }
}
