package dev.jbpf.runtime.data;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.data.DataBytes;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.map.data.Global;
import dev.jbpf.runtime.map.KernelMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The variables of programs that are loaded, where Java reads and writes them. */
public final class KernelVariables implements AutoCloseable {
  public static final KernelVariables NONE = new KernelVariables(Map.of(), Map.of(), List.of());

  private final Map<String, ObjectVariable> places;

  /** By the names of sections. */
  private final Map<String, DataBytes> bytes;

  private final List<KernelMap<?, ?>> areas;

  public KernelVariables(
      Map<String, ObjectVariable> places,
      Map<String, DataBytes> bytes,
      Collection<KernelMap<?, ?>> areas) {
    this.places = Map.copyOf(places);
    this.bytes = Map.copyOf(bytes);
    this.areas = List.copyOf(areas);
  }

  public <V> Variable<V> of(Global<V> global) {
    ObjectVariable place = Suggestions.require("the program", "variable", global.name(), places);
    return place.in(bytes.get(place.section()), global.codec(), global.isConstant());
  }

  @Override
  public void close() {
    bytes.values().forEach(DataBytes::close);
    areas.forEach(KernelMap::close);
  }
}
