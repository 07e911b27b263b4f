package dev.jbpf.runtime;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import dev.jbpf.runtime.data.KernelVariables;
import dev.jbpf.runtime.map.KernelMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs that share maps, as {@link Bpf#load(ProgramDef, ProgramDef, ProgramDef...)} loads them.
 * Closing it unloads all that are not attached or pinned, and closes the maps.
 */
public final class KernelPrograms implements AutoCloseable {
  private final Map<String, KernelProgram> programs = new LinkedHashMap<>();
  private final Map<String, KernelMap<?, ?>> maps = new LinkedHashMap<>();
  private Optional<DefinedObject> object = Optional.empty();

  private KernelPrograms() {}

  static KernelPrograms load(Kernel kernel, List<ProgramDef> definitions) {
    Map<String, MapDef<?, ?>> shared = shared(definitions);
    KernelPrograms all = new KernelPrograms();
    try {
      shared.values().forEach(def -> all.maps.put(def.name(), kernel.create(def)));
      if (definitions.stream().anyMatch(ProgramDef::needsObject)) {
        all.object = Optional.of(DefinedObject.make(kernel, definitions));
      }
      definitions.forEach(definition -> all.load(kernel, definition));
      return all;
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  private void load(Kernel kernel, ProgramDef definition) {
    KernelProgram loaded =
        object
            .map(made -> made.load(definition, maps))
            .orElseGet(() -> kernel.load(ProgramSpec.of(definition), maps));
    programs.put(definition.name(), loaded);
  }

  /** All is checked before anything is created. */
  private static Map<String, MapDef<?, ?>> shared(List<ProgramDef> definitions) {
    Map<String, MapDef<?, ?>> maps = new LinkedHashMap<>();
    Map<String, ProgramDef> names = new LinkedHashMap<>();
    for (ProgramDef definition : definitions) {
      if (names.put(definition.name(), definition) != null) {
        throw new IllegalArgumentException("two programs '" + definition.name() + "'");
      }
      for (MapDef<?, ?> map : definition.maps()) {
        MapDef<?, ?> known = maps.putIfAbsent(map.name(), map);
        if (known != null && !known.isLike(map)) {
          throw new IllegalArgumentException(
              "two maps '" + map.name() + "': " + known + ", " + map);
        }
      }
    }
    return maps;
  }

  /** {@return the programs by their names, in the order of their definitions} */
  public Map<String, KernelProgram> programs() {
    return Collections.unmodifiableMap(programs);
  }

  /**
   * {@return the program of that name}
   *
   * @throws IllegalArgumentException if there is none; lists what there is
   */
  public KernelProgram program(String name) {
    return Suggestions.require("this", "program", name, programs);
  }

  /**
   * {@return the map of that definition, which its programs share}
   *
   * @throws IllegalArgumentException if there is none of its name, or it is made otherwise
   */
  public <K, V> KernelMap<K, V> map(MapDef<K, V> def) {
    return Suggestions.require("this", "map", def.name(), maps).as(def);
  }

  /**
   * {@return the variable, which its programs share}
   *
   * @throws IllegalArgumentException if they name no such variable
   */
  public <V> Variable<V> variable(Global<V> global) {
    return object.map(DefinedObject::variables).orElse(KernelVariables.NONE).of(global);
  }

  @Override
  public void close() {
    programs.values().forEach(KernelProgram::close);
    maps.values().forEach(KernelMap::close);
    object.ifPresent(DefinedObject::close);
  }
}
