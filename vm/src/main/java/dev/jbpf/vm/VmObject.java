package dev.jbpf.vm;

import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.classes.ClassObjects;
import dev.jbpf.code.Program;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.elf.bpf.load.BufferData;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.load.JumpTable;
import dev.jbpf.elf.bpf.load.MapDefinitions;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.extern.LinkTarget;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapDef.InstructionPlace;
import dev.jbpf.map.data.Global;
import dev.jbpf.vm.map.TypedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An object of clang, gcc or this assembler, in a world of its own: its maps and variables are
 * there, and its programs find them as they do in the kernel. Thread-safe.
 *
 * <p>Programs are linked and loaded when one asks for them: those that need what is not supported
 * are in nobody's way. Constants of {@code .rodata} can be set at any time.
 */
public final class VmObject {
  private static final int PAGE = 4_096;

  private final BpfObjectFile file;
  private final ObjectLinker linker;
  private final Vm vm;
  private final Map<String, ObjectProgram> programs = new LinkedHashMap<>();
  private final Map<String, ObjectVariable> variables = new LinkedHashMap<>();
  private final Map<String, TypedMap<?, ?>> maps = new LinkedHashMap<>();
  private final Map<String, IllegalArgumentException> refused = new LinkedHashMap<>();
  private final Map<String, LoadedProgram> loaded = new LinkedHashMap<>();

  private VmObject(BpfObjectFile file, Vm vm, CoreTypes types) {
    this.file = file;
    this.linker = file.linker(new Target(types, vm));
    this.vm = vm;
    file.types().ifPresent(vm::setTypes);
    file.programs().forEach(program -> programs.put(program.name(), program));
    file.variables().forEach(variable -> variables.putIfAbsent(variable.name(), variable));
  }

  /**
   * {@return the object in {@code file}}
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws BpfObjectException as {@link #load(BpfObjectFile, VmOptions)} does
   * @throws dev.jbpf.elf.ElfFormatException if it holds no object
   */
  public static VmObject load(Path file) {
    try {
      return load(BpfObjectFile.read(Files.readAllBytes(file)), VmOptions.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * {@return the methods of {@code type} that are programs, with its maps and variables}
   *
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   * @throws IllegalStateException if {@code jbpf-methods} is missing, and no object is packed
   */
  public static VmObject load(Class<?> type) {
    return load(ClassObjects.of(type), VmOptions.DEFAULT);
  }

  /**
   * {@return {@code file} in a new world of these options}
   *
   * @throws BpfObjectException if it is for big-endian machines, or a map is to hold what is not
   *     there
   */
  public static VmObject load(BpfObjectFile file, VmOptions options) {
    return load(file, options, CoreTypes.own());
  }

  /**
   * {@return the same, where memory that programs read is laid out by these types}
   *
   * @param types what instructions that depend on a kernel's types (CO-RE) are made for; where
   *     nobody says any, the object's own
   */
  public static VmObject load(BpfObjectFile file, VmOptions options, CoreTypes types) {
    if (file.elf().order() != ByteOrder.LITTLE_ENDIAN) {
      throw new BpfObjectException(
          "the object is for big-endian machines, and this one is little-endian: compile it with"
              + " -target bpfel");
    }
    VmObject object = new VmObject(file, Vm.create(options), types);
    object.makeMaps();
    object.fillSlots();
    return object;
  }

  /**
   * {@return these programs with their maps and variables, which they share, in a new world} What
   * they ask of the kernel's structures is where they declare it.
   *
   * @throws IllegalArgumentException if two have one name, or two maps or variables of a name
   *     differ
   */
  public static VmObject of(ProgramDef... programs) {
    return of(VmOptions.DEFAULT, programs);
  }

  /** {@return the same in a world of these options} */
  public static VmObject of(VmOptions options, ProgramDef... programs) {
    BpfObjectBuilder builder = new BpfObjectBuilder(ByteOrder.LITTLE_ENDIAN);
    for (ProgramDef definition : programs) {
      builder.add(definition);
    }
    return load(BpfObjectFile.of(builder.build()), options);
  }

  /**
   * {@return the program of that name as a machine runs it: linked, with the numbers that the
   * machine's kfuncs have} Nothing is made or loaded.
   *
   * @throws IllegalArgumentException if there is none
   * @throws BpfObjectException if it needs what is not there or not supported
   */
  public static Program link(BpfObjectFile file, String name) {
    VmObject object = new VmObject(file, Vm.create(VmOptions.DEFAULT), CoreTypes.own());
    return object.linker.link(object.named(name)).program();
  }

  private ObjectProgram named(String name) {
    return Suggestions.require("the object", "program", name, programs);
  }

  private void makeMaps() {
    MapDefinitions definitions = new MapDefinitions(vm.options().cpus(), PAGE);
    file.maps().forEach(map -> make(map, definitions));
    for (DataSection section : file.data()) {
      make(section.map(), definitions);
      bytes(section.name()).put(section.content());
    }
  }

  /** What needs a kernel is an error for those programs only that use it. */
  private void make(ObjectMap map, MapDefinitions definitions) {
    try {
      MapDef<?, ?> def = definitions.of(ObjectName.shortened(map.name()), map);
      maps.put(map.name(), vm.map(ObjectValue.in(def, map.valueType(), file.types())));
    } catch (IllegalArgumentException e) {
      refused.put(map.name(), map.maxEntries() > 0 ? e : withoutSize(e));
    }
  }

  private static IllegalArgumentException withoutSize(IllegalArgumentException refusal) {
    return new IllegalArgumentException(
        refusal.getMessage()
            + ": the object leaves its sizes to a loader, BpfObjectFile.withMap(definition) gives"
            + " them",
        refusal);
  }

  private void fillSlots() {
    file.slots().forEach(this::fill);
    programs.values().forEach(this::fillNumbered);
  }

  /** The kernel's samples have one array of programs; the last counts, as it did for them. */
  private void fillNumbered(ObjectProgram program) {
    OptionalInt index = program.tailCallIndex();
    if (index.isPresent()) {
      file.maps().stream()
          .filter(map -> map.type() == MapType.PROG_ARRAY)
          .reduce((first, second) -> second)
          .ifPresent(map -> fill(new MapSlot(map.name(), index.getAsInt(), program.name())));
    }
  }

  private void fill(MapSlot slot) {
    try {
      map(slot.map()).withCodecs(Codec.INDEX, Codec.S32).update(slot.index(), target(slot));
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(
          String.format(
              "map '%s' cannot hold '%s' at %d: %s",
              slot.map(), slot.target(), slot.index(), e.getMessage()),
          e);
    }
  }

  private int target(MapSlot slot) {
    return programs.containsKey(slot.target())
        ? vm.descriptor(program(slot.target()))
        : map(slot.target()).descriptor();
  }

  /** The machine in the place of a kernel: it has its own functions, and no addresses. */
  private record Target(CoreTypes types, Vm vm) implements LinkTarget {
    @Override
    public OptionalLong address(String symbol) {
      return OptionalLong.empty();
    }

    @Override
    public OptionalLong function(String name) {
      OptionalInt number = vm.findKfunc(name);
      return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
    }
  }

  /** {@return what is in the file} */
  public BpfObjectFile contents() {
    return file;
  }

  /** {@return the world: its clock, its current task, what was printed} */
  public Vm vm() {
    return vm;
  }

  /**
   * {@return the program of that name, ready to run}
   *
   * @throws IllegalArgumentException if there is none, or it uses a map that needs a kernel
   * @throws BpfObjectException if it needs what is not there or not supported
   */
  public synchronized LoadedProgram program(String name) {
    LoadedProgram known = loaded.get(name);
    if (known == null) {
      LinkedProgram linked = linker.link(named(name));
      Map<String, TypedMap<?, ?>> tables = new HashMap<>();
      linked.jumpTables().forEach(table -> tables.put(table.map(), make(table)));
      known =
          vm.load(
              linked
                  .program()
                  .withMaps(
                      map -> (tables.containsKey(map) ? tables.get(map) : map(map)).descriptor()),
              linked.poisoned(),
              linked.exceptionCallback());
      loaded.put(name, known);
    }
    return known;
  }

  private TypedMap<?, ?> make(JumpTable table) {
    TypedMap<Integer, InstructionPlace> map = vm.map(table.definition("jumptable"));
    for (int i = 0; i < table.slots().size(); i++) {
      map.update(i, new InstructionPlace(table.slots().get(i)));
    }
    return map;
  }

  /** {@return the maps by their names in the source; those of variables by their sections'} */
  public Map<String, BpfMap<?, ?>> maps() {
    return Collections.unmodifiableMap(maps);
  }

  /**
   * {@return the map of that name}
   *
   * @param value of per-CPU types, a {@link dev.jbpf.map.PerCpuCodec}
   * @throws IllegalArgumentException if there is none, or keys or values are of another size
   */
  public <K, V> BpfMap<K, V> map(String name, Codec<K> key, Codec<V> value) {
    return map(name).withCodecs(key, value);
  }

  /**
   * {@return the map of that definition's name, in terms of its keys and values}
   *
   * @throws IllegalArgumentException if there is none, or keys or values are of another size
   */
  public <K, V> BpfMap<K, V> map(MapDef<K, V> def) {
    return map(def.name(), def.key(), def.value());
  }

  private TypedMap<?, ?> map(String name) {
    if (refused.containsKey(name)) {
      throw refused.get(name);
    }
    return Suggestions.require("the object", "map", name, maps);
  }

  /**
   * {@return the variable, as programs see it}
   *
   * @throws IllegalArgumentException if there is none, or it is of another size
   */
  public <T> Variable<T> variable(Global<T> global) {
    return variable(global.name(), global.codec());
  }

  /**
   * {@return a global variable, or a constant, as programs see it}
   *
   * @throws IllegalArgumentException if there is none, or {@code codec} is of another size
   */
  public <T> Variable<T> variable(String name, Codec<T> codec) {
    ObjectVariable place = Suggestions.require("the object", "variable", name, variables);
    return place.in(new BufferData(bytes(place.section())), codec, false);
  }

  private ByteBuffer bytes(String section) {
    return map(section).raw().firstValue().orElseThrow();
  }
}
