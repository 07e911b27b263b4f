package dev.jbpf.runtime.object;

import dev.jbpf.elf.bpf.BpfObjectException;
import dev.jbpf.elf.bpf.DataSection;
import dev.jbpf.elf.bpf.MapDefinitions;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFlag;
import dev.jbpf.runtime.BpfSyscallException;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.sys.Cpus;
import dev.jbpf.runtime.sys.PageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the maps of an object, or takes those that are there. */
final class MapLoader {
  private final OpenObject open;
  private final Kernel kernel;
  private final ObjectTypes types;
  private final Undo undo;

  MapLoader(OpenObject open, Kernel kernel, ObjectTypes types, Undo undo) {
    this.open = open;
    this.kernel = kernel;
    this.types = types;
    this.undo = undo;
  }

  KernelMap<?, ?> load(OpenMap map) {
    if (map.given().isPresent()) {
      return map.given().get();
    }
    MapDef<?, ?> def = definition(map);
    Optional<Path> pin = map.pinUnder(open.pinRoot());
    if (pin.filter(Files::exists).isPresent()) {
      return opened(map, def, pin.get());
    }
    KernelMap<?, ?> created = create(map, def);
    undo.add(created::close);
    map.data().ifPresent(section -> fill(created, map, section));
    pin.ifPresent(file -> pin(created, file));
    return created;
  }

  private MapDef<?, ?> definition(OpenMap map) {
    try {
      return new MapDefinitions(Cpus.possible(), PageSize.bytes())
          .of(map.kernelName(), map.definition());
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(
          String.format("%s: map '%s': %s", open.name(), map.name(), e.getMessage()), e);
    }
  }

  private KernelMap<?, ?> opened(OpenMap map, MapDef<?, ?> def, Path file) {
    try {
      KernelMap<?, ?> opened = kernel.openMap(file, def);
      undo.add(opened::close);
      return opened;
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(
          String.format(
              "%s: map '%s': another is pinned as %s: %s; delete the file, or pin it elsewhere",
              open.name(), map.name(), file, e.getMessage()),
          e);
    }
  }

  /** Maps of some types, and old kernels, know no types; arrays can be mapped since 5.5. */
  private KernelMap<?, ?> create(OpenMap map, MapDef<?, ?> def) {
    List<Supplier<KernelMap<?, ?>>> ways = new ArrayList<>();
    types.of(map.definition()).ifPresent(t -> ways.add(() -> kernel.create(def, t)));
    ways.add(() -> kernel.create(def));
    map.data().ifPresent(section -> ways.add(() -> kernel.create(unmapped(def))));
    return first(ways);
  }

  /** The same definition of an array that cannot be mapped. */
  private static <K, V> MapDef<K, V> unmapped(MapDef<K, V> def) {
    return def.withFlags(
        def.flags().stream().filter(flag -> flag != MapFlag.MMAPABLE).toArray(MapFlag[]::new));
  }

  /** The first that the kernel does not refuse; or else the first refusal. */
  private static KernelMap<?, ?> first(List<Supplier<KernelMap<?, ?>>> ways) {
    Optional<BpfSyscallException> refusal = Optional.empty();
    for (Supplier<KernelMap<?, ?>> way : ways) {
      try {
        return way.get();
      } catch (BpfSyscallException e) {
        refusal = refusal.or(() -> Optional.of(e));
      }
    }
    throw refusal.orElseThrow();
  }

  private static void fill(KernelMap<?, ?> created, OpenMap map, DataSection section) {
    KernelMap<Integer, byte[]> data = created.as(MapDefinitions.data(created.def()));
    if (map.hasContent()) {
      data.update(0, map.content().bytes().array());
    }
    if (section.isReadOnly()) {
      data.freeze();
    }
  }

  private void pin(KernelMap<?, ?> created, Path file) {
    PinFolder pins = new PinFolder(kernel, open.pinRoot());
    undo.addForFailure(pins::close);
    pins.add(file, created::pin);
  }
}
