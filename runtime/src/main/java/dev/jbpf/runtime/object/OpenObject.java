package dev.jbpf.runtime.object;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.ConfigLayout;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.load.MapSlot;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.extern.KernelConfig;
import dev.jbpf.elf.ops.StructOps;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.LogLevel;
import dev.jbpf.runtime.object.kernel.KernelSettings;
import dev.jbpf.runtime.pin.BpfFileSystem;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An object that is not loaded yet: nothing of it is in the kernel, and everything can be changed.
 * Not for several threads at once.
 */
public final class OpenObject {
  private final String file;
  private final BpfObjectFile contents;
  private final Map<String, OpenMap> maps = new LinkedHashMap<>();
  private final Map<String, OpenProgram> programs = new LinkedHashMap<>();
  private final Map<String, ObjectVariable> variables = new LinkedHashMap<>();
  private final Map<String, Boolean> chosenTables = new LinkedHashMap<>();
  private String license;
  private OptionalInt kernelVersion;
  private LogLevel log = LogLevel.NONE;
  private Path pinRoot = BpfFileSystem.USUAL;
  private CoreTypes kernelTypes = KernelTypes.forPrograms();
  private KernelConfig kernelConfig = KernelConfig.parse("");

  OpenObject(String file, BpfObjectFile contents) {
    this.file = file;
    this.contents = contents;
    this.license = contents.license().orElse("");
    this.kernelVersion = contents.version();
    for (ObjectMap map : contents.maps()) {
      add(map, ObjectName.shortened(map.name()), Optional.empty());
    }
    for (DataSection section : contents.data()) {
      String name = ObjectNames.forSection(stem(file), section.section().name());
      add(section.map(), name, Optional.of(section));
    }
    for (ObjectProgram program : contents.programs()) {
      if (programs.putIfAbsent(program.name(), new OpenProgram(program)) != null) {
        throw new BpfObjectException("two programs are named '" + program.name() + "'");
      }
    }
    for (ObjectVariable variable : contents.variables()) {
      variables.putIfAbsent(variable.name(), variable);
    }
  }

  private void add(ObjectMap map, String kernelName, Optional<DataSection> data) {
    OpenMap open = new OpenMap(map, kernelName, data, this::content);
    if (maps.putIfAbsent(map.name(), open) != null) {
      throw new BpfObjectException("two maps are named '" + map.name() + "'");
    }
  }

  /** The first values of variables: the object's, or the kernel's settings. */
  private ByteBuffer content(DataSection section) {
    ByteBuffer bytes = ByteBuffer.wrap(section.content()).order(contents.elf().order());
    if (section.name().equals(ConfigLayout.SECTION)) {
      new KernelSettings(kernelConfig).write(contents.settings(), bytes);
    }
    return bytes;
  }

  /** {@code sockex1} of {@code /tmp/sockex1.bpf.o}. */
  private static String stem(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** {@return the name of the file, for messages} */
  public String name() {
    return file;
  }

  /** {@return what is in the file} */
  public BpfObjectFile contents() {
    return contents;
  }

  /** {@return the programs, in the order of the object} */
  public Collection<OpenProgram> programs() {
    return Collections.unmodifiableCollection(programs.values());
  }

  /**
   * {@return the program of that name}
   *
   * @throws IllegalArgumentException if there is none
   */
  public OpenProgram program(String name) {
    return Suggestions.require(file, "program", name, programs);
  }

  /**
   * Loads these programs alone, and those that maps are to hold for them from the start; returns
   * this.
   *
   * @throws IllegalArgumentException if there is none of such a name
   */
  public OpenObject only(String... names) {
    Set<OpenProgram> wanted = Arrays.stream(names).map(this::program).collect(Collectors.toSet());
    Set<String> held = contents.slots().stream().map(MapSlot::target).collect(Collectors.toSet());
    programs.values().stream()
        .filter(other -> !held.contains(other.name()) && other.tailCallIndex().isEmpty())
        .forEach(other -> other.autoload(false));
    wanted.forEach(program -> program.autoload(true));
    return this;
  }

  /** {@return the maps, in the order of their definitions; behind them sections of variables} */
  public Collection<OpenMap> maps() {
    return Collections.unmodifiableCollection(maps.values());
  }

  /**
   * {@return the map of that name}
   *
   * @param name the name in the source; {@code .bss} and such for a section of variables
   * @throws IllegalArgumentException if there is none
   */
  public OpenMap map(String name) {
    return Suggestions.require(file, "map", name, maps);
  }

  /**
   * {@return the files of maps that the object, or {@link OpenMap#pin}, has pinned, by the maps'
   * names} They are taken from there, or made and pinned there, and stay when the object is closed.
   */
  public Map<String, Path> pins() {
    Map<String, Path> files = new LinkedHashMap<>();
    maps.values().stream()
        .filter(map -> map.isCreated() && map.given().isEmpty())
        .forEach(map -> map.pinUnder(pinRoot).ifPresent(file -> files.put(map.name(), file)));
    return files;
  }

  /** {@return the global variables that have names, by their names} */
  public Map<String, ObjectVariable> variables() {
    return Collections.unmodifiableMap(variables);
  }

  /**
   * {@return a global variable, or a constant: what it is set to here programs will find}
   *
   * @throws IllegalArgumentException if there is none, or {@code codec} is of another size
   */
  public <T> Variable<T> variable(String name, Codec<T> codec) {
    ObjectVariable place = place(name);
    return place.in(map(place.section()).content(), codec, false);
  }

  /** The last variable of a section that was made longer is longer. */
  ObjectVariable place(String name) {
    ObjectVariable place = Suggestions.require(file, "variable", name, variables);
    OpenMap section = map(place.section());
    boolean isLast =
        place.offset() + place.size() == section.definition().valueSize() - section.growth();
    return isLast ? place.longer(section.growth()) : place;
  }

  /**
   * Makes that table of functions ({@code .struct_ops}) with the object, or not; returns this.
   * Where nobody asks this, all are made but those whose section's name starts with a question
   * mark.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public OpenObject table(String name, boolean isMade) {
    Map<String, StructOps> tables = new LinkedHashMap<>();
    contents.structOps().forEach(table -> tables.put(table.name(), table));
    Suggestions.require(file, "table of functions", name, tables);
    chosenTables.put(name, isMade);
    return this;
  }

  boolean isMade(StructOps table) {
    return chosenTables.getOrDefault(table.name(), !table.isOptional());
  }

  /** Loads all programs under that license; returns this. */
  public OpenObject license(String license) {
    this.license = license;
    return this;
  }

  /**
   * Says that programs are made for that kernel, {@code major << 16 | minor << 8 | patch}: before
   * Linux 5.0 a kprobe must name the kernel that runs. Returns this.
   */
  public OpenObject kernelVersion(int code) {
    this.kernelVersion = OptionalInt.of(code);
    return this;
  }

  /** Asks the verifier for that log of every program; returns this. */
  public OpenObject log(LogLevel log) {
    this.log = log;
    return this;
  }

  /**
   * Pins maps that are to be pinned by their names there; returns this.
   *
   * @param folder in bpffs, which is mounted as {@link BpfFileSystem#mount} does if it is not
   *     there; {@code /sys/fs/bpf} if nobody says another
   */
  public OpenObject pinRoot(Path folder) {
    this.pinRoot = folder;
    return this;
  }

  /**
   * Makes instructions that depend on the layout of the kernel's types (CO-RE) for these, and not
   * for those that the running kernel tells of itself and its modules: for kernels before 5.2, or
   * built without. Returns this.
   *
   * @param types the kernel's, from a file that somebody made of its debug information
   */
  public OpenObject kernelTypes(Btf types) {
    this.kernelTypes = CoreTypes.of(types);
    return this;
  }

  /**
   * Gives settings of the kernel's configuration other values than the running kernel's, which
   * {@code /proc/config.gz} or {@code /boot/config-RELEASE} tells; returns this. To be said before
   * the first of these variables is asked for.
   *
   * @param lines such as {@code CONFIG_HZ=250}, as a file {@code .config} has them; {@code
   *     LINUX_KERNEL_VERSION} and such cannot be changed so
   */
  public OpenObject kernelConfig(String lines) {
    this.kernelConfig = kernelConfig.with(KernelConfig.parse(lines));
    return this;
  }

  /**
   * {@return the object, its maps and programs in the kernel}
   *
   * @throws BpfObjectException if the object needs what is not there or not supported
   * @throws dev.jbpf.runtime.VerifierException if the verifier rejects a program
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel refuses for another reason;
   *     nothing of the object is left in it
   */
  public BpfObject load() {
    return load(Kernel.local());
  }

  /** {@return the same in that kernel; fails as {@link #load()} does} */
  public BpfObject load(Kernel kernel) {
    return new ObjectLoader(this, kernel).load();
  }

  String license() {
    return license;
  }

  OptionalInt kernelVersion() {
    return kernelVersion;
  }

  LogLevel log() {
    return log;
  }

  CoreTypes kernelTypes() {
    return kernelTypes;
  }

  Path pinRoot() {
    return pinRoot;
  }

  @Override
  public String toString() {
    return file;
  }
}
