package dev.jbpf.runtime;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.SyscallErrors;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.rights.Privileges;
import dev.jbpf.runtime.sys.Descriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Creates what a program needs, puts the descriptors in place and loads it; or leaves nothing. */
final class ProgramLoader {
  private final Kernel kernel;
  private final ProgramSpec spec;
  private final List<Capability> purpose;
  private final Map<String, KernelMap<?, ?>> maps = new LinkedHashMap<>();
  private final List<KernelMap<?, ?>> created = new ArrayList<>();

  /**
   * Loads {@code spec}.
   *
   * @param purpose what is needed besides, for what the program is loaded for
   */
  ProgramLoader(Kernel kernel, ProgramSpec spec, List<Capability> purpose) {
    this.kernel = kernel;
    this.spec = spec;
    this.purpose = purpose;
  }

  /** Takes {@code given} by the names that the program uses. */
  KernelProgram load(Map<String, KernelMap<?, ?>> given) {
    try {
      maps.putAll(given);
      requireMaps();
      for (MapDef<?, ?> def : spec.maps()) {
        if (!maps.containsKey(def.name())) {
          create(def);
        }
      }
      return loadWithMaps();
    } catch (RuntimeException | Error e) {
      created.forEach(KernelMap::close);
      if (e instanceof BpfSyscallException refused && isOverRights(refused)) {
        throw naming(refused);
      }
      throw e;
    }
  }

  private static boolean isOverRights(BpfSyscallException e) {
    return e.errno().equals(Errno.EPERM) && !(e instanceof VerifierException);
  }

  /** The first call that is refused needs less than all of them: the message names all. */
  private BpfSyscallException naming(BpfSyscallException e) {
    List<Capability> needed =
        Stream.concat(Privileges.of(spec.type(), spec.maps()).stream(), purpose.stream())
            .distinct()
            .toList();
    return SyscallErrors.of(kernel.calls(), e.command(), e.errno().result(), e.what(), needed);
  }

  /** A program that names what nobody knows is an error before anything is created. */
  private void requireMaps() {
    if (spec.program().maps().isEmpty()) {
      return;
    }
    List<String> known = new ArrayList<>(maps.keySet());
    for (MapDef<?, ?> def : spec.maps()) {
      known.add(def.name());
    }
    for (MapReference reference : spec.program().maps()) {
      if (!known.contains(reference.map())) {
        throw new IllegalArgumentException(
            spec.program().origin(reference.slot())
                + ": program "
                + spec.name()
                + " names map "
                + reference.map()
                + ", which is neither given nor defined"
                + Suggestions.nearest(reference.map(), known)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse(""));
      }
    }
  }

  private void create(MapDef<?, ?> def) {
    KernelMap<?, ?> map = kernel.create(def);
    created.add(map);
    maps.put(def.name(), map);
  }

  private KernelProgram loadWithMaps() {
    Map<String, Integer> descriptors = new LinkedHashMap<>();
    try (ModuleTypes modules = ModuleTypes.open(kernel, spec)) {
      for (Map.Entry<String, KernelMap<?, ?>> map : maps.entrySet()) {
        descriptors.put(map.getKey(), map.getValue().descriptor().acquire());
      }
      Program filled =
          descriptors.isEmpty() ? spec.program() : spec.program().withMaps(descriptors::get);
      VerifierCall.Accepted accepted =
          new VerifierCall(kernel, spec, modules.fill(filled), maps, modules).run();
      return new KernelProgram(
          kernel,
          spec,
          new Descriptor(
              kernel.calls().syscalls(), "program " + spec.name(), accepted.descriptor()),
          List.copyOf(maps.values()),
          List.copyOf(created),
          accepted.log());
    } finally {
      for (String name : descriptors.keySet()) {
        maps.get(name).descriptor().release();
      }
    }
  }
}
