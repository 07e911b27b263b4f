package dev.jbpf.runtime;

import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Suggestions;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.sys.Descriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates what a program needs, puts the descriptors in place and loads it; or leaves nothing. */
final class ProgramLoader {
  private final Kernel kernel;
  private final ProgramSpec spec;
  private final Map<String, KernelMap<?, ?>> maps = new LinkedHashMap<>();
  private final List<KernelMap<?, ?>> created = new ArrayList<>();

  ProgramLoader(Kernel kernel, ProgramSpec spec) {
    this.kernel = kernel;
    this.spec = spec;
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
      throw e;
    }
  }

  /** A program that names what nobody knows is an error before anything is created. */
  private void requireMaps() {
    if (spec.program().maps().isEmpty()) {
      return;
    }
    List<String> known = new ArrayList<>(maps.keySet());
    spec.maps().stream().map(MapDef::name).forEach(known::add);
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
    try {
      maps.forEach((name, map) -> descriptors.put(name, map.descriptor().acquire()));
      Program filled =
          descriptors.isEmpty() ? spec.program() : spec.program().withMaps(descriptors::get);
      VerifierCall.Accepted accepted = new VerifierCall(kernel, spec, filled).run();
      return new KernelProgram(
          kernel,
          spec,
          new Descriptor(kernel.syscalls(), "program " + spec.name(), accepted.descriptor()),
          List.copyOf(maps.values()),
          List.copyOf(created),
          accepted.log());
    } finally {
      descriptors.keySet().forEach(name -> maps.get(name).descriptor().release());
    }
  }
}
