package dev.jbpf.runtime.object;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.load.ArenaSection;
import dev.jbpf.elf.bpf.load.JumpTable;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef.InstructionPlace;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.object.kernel.KernelTarget;
import dev.jbpf.runtime.object.ops.OpsTable;
import dev.jbpf.runtime.object.ops.OpsTables;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.SharedMemory;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts an object into the kernel: types, maps, programs, and what maps hold; or nothing. */
final class ObjectLoader {
  private final OpenObject open;
  private final Kernel kernel;
  private final UndoStack undo = new UndoStack();
  private final Map<String, KernelMap<?, ?>> maps = new LinkedHashMap<>();
  private final List<String> losses = new ArrayList<>();
  private final Map<String, LoadedObjectProgram> programs = new LinkedHashMap<>();

  ObjectLoader(OpenObject open, Kernel kernel) {
    this.open = open;
    this.kernel = kernel;
  }

  BpfObject load() {
    requireByteOrder();
    try (LoadedObjectTypes types = LoadedObjectTypes.load(kernel, open)) {
      // What is wrong with a program is told before anything is made for it.
      OpsTables tables = OpsTables.of(open.contents().structOps(), open::isMade);
      List<PreparedProgram> prepared = prepare(types, tables);
      MapLoader loader =
          new MapLoader(open, kernel, types, undo, losses, name -> hash(prepared, name));
      for (OpenMap map : open.maps()) {
        if (map.isCreated()) {
          maps.put(map.name(), loader.load(map));
        }
      }
      for (Map.Entry<String, KernelMap<?, ?>> map : maps.entrySet()) {
        mapArena(map.getKey(), map.getValue());
      }
      if (types.loss().isPresent()) {
        losses.add(0, types.loss().get());
      }
      for (PreparedProgram program : prepared) {
        load(program, types.refusal());
      }
      fillSlots();
      List<OpsTable> filled = fill(tables.create(kernel, types.types()));
      return new BpfObject(open, kernel, maps, programs, filled, undo, types.refusal(), losses);
    } catch (RuntimeException | Error e) {
      undo.after(e);
      throw e;
    }
  }

  private byte[] hash(List<PreparedProgram> prepared, String name) {
    Map<String, PreparedProgram> byName = new LinkedHashMap<>();
    prepared.forEach(program -> byName.put(program.open().name(), program));
    return ExclusiveHash.of(
        Suggestions.require(open.name(), "loaded program", name, byName).linked().program());
  }

  /** The verifier wants to know where an arena is for this process. */
  private void mapArena(String name, KernelMap<?, ?> map) {
    if (map.def().type() == MapType.ARENA) {
      SharedMemory memory =
          SharedMemory.arena(kernel.calls().syscalls(), map.def(), map.descriptor());
      undo.add(memory::close);
      Optional<ArenaSection> variables =
          open.contents().arena().filter(section -> section.map().equals(name));
      if (variables.isPresent()) {
        memory.acquire().put(0, variables.get().content());
        memory.release();
      }
    }
  }

  private List<OpsTable> fill(List<OpsTable> tables) {
    for (OpsTable table : tables) {
      undo.add(table::close);
    }
    Map<String, KernelProgram> loaded = new LinkedHashMap<>();
    for (LoadedObjectProgram program : programs.values()) {
      loaded.put(program.open().name(), program.loaded());
    }
    for (OpsTable table : tables) {
      table.fill(loaded);
    }
    return tables;
  }

  private List<PreparedProgram> prepare(LoadedObjectTypes types, OpsTables tables) {
    ObjectLinker linker = open.contents().linker(new KernelTarget(open.kernelTypes()));
    List<PreparedProgram> prepared = new ArrayList<>();
    for (OpenProgram program : open.programs()) {
      if (program.isLoaded() && program.isForOthers()) {
        losses.add(program + " is not loaded: nobody says what type it is of");
      } else if (program.isLoaded()) {
        prepared.add(PreparedProgram.of(kernel, open, program, types, linker, tables));
      }
    }
    return prepared;
  }

  private void requireByteOrder() {
    ByteOrder order = open.contents().elf().order();
    if (order != ByteOrder.nativeOrder()) {
      throw new BpfObjectException(
          String.format(
              "%s: the object is %s, this machine %s; compile it with -target bpf",
              open.name(), order, ByteOrder.nativeOrder()));
    }
  }

  private void load(PreparedProgram program, String typesRefusal) {
    String where = open.name() + ": " + program.open();
    try {
      KernelProgram loaded = loaded(program);
      undo.add(loaded::close);
      programs.put(program.open().name(), new LoadedObjectProgram(program.open(), loaded));
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(where + ": " + e.getMessage(), e);
    } catch (VerifierException e) {
      VerifierException here =
          program.explained(e, open.contents()).within(program.open() + " of " + open.name());
      throw typesRefusal.isEmpty() ? here : here.noting(withoutTypes(typesRefusal));
    } catch (SyscallException e) {
      throw e.within(where);
    }
  }

  /** A kernel that lacks a helper of which an older one does the same gets that. */
  private KernelProgram loaded(PreparedProgram program) {
    Map<String, KernelMap<?, ?>> given = mapsOf(program);
    try {
      return kernel.load(program.spec(), given);
    } catch (VerifierException e) {
      try {
        return kernel.load(program.withOlderHelpers(e).orElseThrow(() -> e), given);
      } catch (VerifierException other) {
        throw e;
      }
    }
  }

  /** All maps, and behind them the tables that the program alone jumps through. */
  private Map<String, KernelMap<?, ?>> mapsOf(PreparedProgram program) {
    if (program.linked().jumpTables().isEmpty()) {
      return maps;
    }
    Map<String, KernelMap<?, ?>> all = new LinkedHashMap<>(maps);
    for (JumpTable table : program.linked().jumpTables()) {
      KernelMap<Integer, InstructionPlace> map = kernel.create(table.definition("jumptable"));
      undo.add(map::close);
      for (int i = 0; i < table.slots().size(); i++) {
        map.update(i, new InstructionPlace(table.slots().get(i)));
      }
      map.freeze();
      all.put(table.map(), map);
    }
    return all;
  }

  private static String withoutTypes(String refusal) {
    return "the kernel did not take the object's types, which may be why: " + refusal;
  }

  private void fillSlots() {
    for (MapSlot slot : open.contents().slots()) {
      fill(slot);
    }
    for (LoadedObjectProgram program : programs.values()) {
      fillNumbered(program);
    }
  }

  /** A section such as {@code socket/3} says where tail calls find its program. */
  private void fillNumbered(LoadedObjectProgram program) {
    OptionalInt index = program.open().tailCallIndex();
    if (index.isPresent()) {
      fill(new MapSlot(array(program), index.getAsInt(), program.open().name()));
    }
  }

  /** The kernel's samples have one array of programs; the last counts, as it did for them. */
  private String array(LoadedObjectProgram program) {
    return open.maps().stream()
        .filter(map -> map.definition().type() == MapType.PROG_ARRAY)
        .reduce((first, second) -> second)
        .map(OpenMap::name)
        .orElseThrow(
            () ->
                new BpfObjectException(
                    String.format(
                        "%s: %s is for an array of programs, and the object has none",
                        open.name(), program.open())));
  }

  /** A program that is not to be loaded leaves its place empty. */
  private void fill(MapSlot slot) {
    Optional<Descriptor> target =
        Optional.ofNullable(programs.get(slot.target()))
            .map(program -> program.loaded().descriptor())
            .or(() -> Optional.ofNullable(maps.get(slot.target())).map(KernelMap::descriptor));
    if (target.isPresent()) {
      put(slot, target.get());
    } else if (open.programs().stream().noneMatch(p -> p.name().equals(slot.target()))) {
      throw new BpfObjectException(
          String.format(
              "%s: map '%s' is to hold '%s' at %d, which is neither a map nor a program of the"
                  + " object",
              open.name(), slot.map(), slot.target(), slot.index()));
    }
  }

  private void put(MapSlot slot, Descriptor target) {
    try {
      MapSlots.put(Suggestions.require(open.name(), "map", slot.map(), maps), slot.index(), target);
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(
          String.format(
              "%s: map '%s' cannot hold '%s' at %d: %s",
              open.name(), slot.map(), slot.target(), slot.index(), e.getMessage()),
          e);
    }
  }
}
