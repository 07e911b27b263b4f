package dev.jbpf.runtime.object;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.load.MapDefinitions;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.types.LoadedMapTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the maps of an object, or takes those that are there. */
final class MapLoader {
  private static final Set<MapType> OF_MAPS =
      EnumSet.of(MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS);

  /** They have as many as what they belong to, or as there are CPUs. */
  private static final Set<MapType> WITHOUT_ENTRIES =
      EnumSet.of(
          MapType.CGROUP_STORAGE,
          MapType.PERCPU_CGROUP_STORAGE,
          MapType.SK_STORAGE,
          MapType.INODE_STORAGE,
          MapType.TASK_STORAGE,
          MapType.CGRP_STORAGE,
          MapType.STRUCT_OPS,
          MapType.PERF_EVENT_ARRAY);

  private final OpenObject open;
  private final Kernel kernel;
  private final LoadedObjectTypes types;
  private final UndoStack undo;
  private final List<String> losses;
  private final Function<String, byte[]> hashes;

  /**
   * Adds to {@code losses} what maps that were made are without; {@code hashes} tells the kernel's
   * word for a program.
   */
  MapLoader(
      OpenObject open,
      Kernel kernel,
      LoadedObjectTypes types,
      UndoStack undo,
      List<String> losses,
      Function<String, byte[]> hashes) {
    this.open = open;
    this.kernel = kernel;
    this.types = types;
    this.undo = undo;
    this.losses = losses;
    this.hashes = hashes;
  }

  KernelMap<?, ?> load(OpenMap map) {
    if (map.given().isPresent()) {
      return map.given().get();
    }
    MapDef<?, ?> def = definition(map);
    Optional<Path> pin = map.pinUnder(open.pinRoot());
    if (pin.isPresent() && Files.exists(pin.get())) {
      return opened(map, def, pin.get());
    }
    KernelMap<?, ?> created = create(map, def);
    undo.add(created::close);
    if (map.data().isPresent()) {
      fill(created, map, map.data().get());
    }
    if (pin.isPresent()) {
      pin(created, pin.get());
    }
    return created;
  }

  private MapDef<?, ?> definition(OpenMap map) {
    requireSizes(map);
    try {
      return new MapDefinitions(Cpus.possible(), PageSize.bytes())
          .of(map.kernelName(), map.definition());
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(
          String.format("%s: map '%s': %s", open.name(), map.name(), e.getMessage()), e);
    }
  }

  /** What the kernel refuses without a word why, and a program is to say. */
  private void requireSizes(OpenMap map) {
    ObjectMap definition = map.definition();
    String name = open.name() + ": map '" + map.name() + "'";
    if (definition.type() == MapType.UNSPEC) {
      throw new BpfObjectException(
          name
              + " has no type, or one that is newer than this library: type(t), or leave it out,"
              + " autocreate(false)");
    }
    if (definition.maxEntries() == 0 && !WITHOUT_ENTRIES.contains(definition.type())) {
      throw new BpfObjectException(
          name
              + " has 0 entries: its size is the program's to say, maxEntries(n), in the shell jbpf"
              + " load --max-entries "
              + map.name()
              + "=N; or max_entries in the source");
    }
    if (OF_MAPS.contains(definition.type()) && definition.inner().isEmpty()) {
      throw new BpfObjectException(
          name
              + " holds maps, and nobody says what they are like: innerMap(definition), or in the"
              + " source __array(values, struct { ... })");
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

  /** Old kernels know no types; arrays can be mapped since 5.5. */
  private KernelMap<?, ?> create(OpenMap map, MapDef<?, ?> def) {
    KernelMap.Making making =
        new KernelMap.Making(
            map.definition().numaNode(), map.device(), map.exclusive().map(hashes), inner(map));
    Optional<LoadedMapTypes> typed = types.of(map);
    List<Way> ways = new ArrayList<>();
    if (typed.isPresent()) {
      ways.add(new Way("", () -> kernel.create(def, typed, making)));
    }
    String loss = typed.isEmpty() ? "" : "has no types of keys and values" + untypedKeys(map);
    ways.add(new Way(loss, () -> kernel.create(def, Optional.empty(), making)));
    if (making.inner().isPresent()) {
      ways.add(
          new Way(
              "holds maps without types of keys and values",
              () -> kernel.create(def, Optional.empty(), making.withUntypedInner())));
    }
    if (map.data().isPresent()) {
      MapDef<?, ?> unmapped = unmapped(def);
      ways.add(
          new Way(
              "cannot be mapped into memory",
              () -> kernel.create(unmapped, Optional.empty(), making)));
    }
    try {
      return first(map, ways);
    } catch (SyscallException e) {
      String untyped = types.refusal().isEmpty() ? "" : ", without types (" + types.refusal() + ")";
      throw e.within(open.name() + ": map '" + map.name() + "'" + untyped);
    }
  }

  private Optional<LoadedMapTypes> inner(OpenMap map) {
    Optional<ObjectMap> inner = map.definition().inner();
    return inner.isPresent() ? types.of(inner.get()) : Optional.empty();
  }

  /** What most types of maps want where values have a type. */
  private static String untypedKeys(OpenMap map) {
    return map.definition().keyType() == 0
        ? ", as of its keys the source says the size alone, not __type(key, ...)"
        : "";
  }

  /** A way to make a map, and what it is then without. */
  private record Way(String loss, Supplier<KernelMap<?, ?>> map) {}

  /** The same definition of an array that cannot be mapped. */
  private static <K, V> MapDef<K, V> unmapped(MapDef<K, V> def) {
    return def.withFlags(
        def.flags().stream().filter(flag -> flag != MapFlag.MMAPABLE).toArray(MapFlag[]::new));
  }

  /** The first that the kernel does not refuse; or else the first refusal. */
  private KernelMap<?, ?> first(OpenMap map, List<Way> ways) {
    Optional<BpfSyscallException> refusal = Optional.empty();
    for (Way way : ways) {
      try {
        KernelMap<?, ?> made = way.map.get();
        if (refusal.isPresent() && !way.loss.isEmpty()) {
          // Without the advice, which is for those who get no map at all.
          losses.add("map '" + map.name() + "' " + way.loss + ": " + refusal.get().errno());
        }
        return made;
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
