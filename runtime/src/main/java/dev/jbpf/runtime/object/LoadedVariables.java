package dev.jbpf.runtime.object;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.data.DataBytes;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.elf.bpf.load.MapDefinitions;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.data.MappedData;
import dev.jbpf.runtime.map.KernelMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of an object in the kernel: the bytes of each section, which are found once. */
final class LoadedVariables {
  private final OpenObject open;
  private final Kernel kernel;
  private final Map<String, KernelMap<?, ?>> maps;
  private final UndoStack resources;
  private final Map<String, DataBytes> data = new LinkedHashMap<>();

  /** Adds to {@code resources} what closes the bytes, with this locked. */
  LoadedVariables(
      OpenObject open, Kernel kernel, Map<String, KernelMap<?, ?>> maps, UndoStack resources) {
    this.open = open;
    this.kernel = kernel;
    this.maps = maps;
    this.resources = resources;
  }

  /** {@return the variable of that name} */
  <T> Variable<T> variable(String name, Codec<T> codec) {
    ObjectVariable place = open.place(name);
    boolean isConstant = isConstant(place.section());
    return place.in(bytes(place.section(), isConstant), codec, isConstant);
  }

  private boolean isConstant(String section) {
    return open.map(section).data().orElseThrow().isReadOnly();
  }

  private synchronized DataBytes bytes(String section, boolean isConstant) {
    return data.computeIfAbsent(section, name -> newBytes(name, isConstant));
  }

  private DataBytes newBytes(String section, boolean isConstant) {
    KernelMap<?, ?> map = Suggestions.require(open.name(), "map", section, maps);
    DataBytes bytes =
        MappedData.of(kernel.calls(), map.as(MapDefinitions.data(map.def())), !isConstant);
    resources.add(bytes::close);
    return bytes;
  }
}
