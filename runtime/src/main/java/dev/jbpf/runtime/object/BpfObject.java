package dev.jbpf.runtime.object;

import dev.jbpf.classes.ClassObjects;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.elf.extern.VirtualSetting;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.attach.object.FreeNumbers;
import dev.jbpf.runtime.attach.object.ObjectHook;
import dev.jbpf.runtime.attach.object.ObjectParts;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.object.ops.OpsTable;
import dev.jbpf.runtime.pin.BpfFileSystem;
import dev.jbpf.runtime.sys.EarlyStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object whose programs and maps are in the kernel. Made by clang, gcc or this library's
 * assembler.
 *
 * <pre>{@code
 * OpenObject open = BpfObject.open(Path.of("counter.o"));
 * open.variable("limit", Codec.U32).set(100L);
 * try (BpfObject object = open.load(); Link link = object.attachAll()) {
 *   Thread.sleep(1000);
 *   System.out.println(object.map("counts", Codec.INDEX, Codec.U64).lookup(0));
 * }
 * }</pre>
 *
 * <p>Closing it closes this process's descriptors: programs live on while they are attached or
 * pinned, maps while a program or a pin refers to them.
 */
public final class BpfObject implements AutoCloseable {
  private static final String HAS_COOKIE = VirtualSetting.LINUX_HAS_BPF_COOKIE.name();

  private final OpenObject open;
  private final Kernel kernel;
  private final Map<String, KernelMap<?, ?>> maps;
  private final Map<String, LoadedObjectProgram> programs;
  private final List<OpsTable> tables;
  private final UndoStack resources;
  private final String typesRefusal;
  private final List<String> losses;
  private final ObjectParts parts;
  private final LoadedVariables variables;

  BpfObject(
      OpenObject open,
      Kernel kernel,
      Map<String, KernelMap<?, ?>> maps,
      Map<String, LoadedObjectProgram> programs,
      List<OpsTable> tables,
      UndoStack resources,
      String typesRefusal,
      List<String> losses) {
    this.open = open;
    this.kernel = kernel;
    this.maps = maps;
    this.programs = programs;
    this.tables = tables;
    this.resources = resources;
    this.typesRefusal = typesRefusal;
    this.losses = List.copyOf(losses);
    this.variables = new LoadedVariables(open, kernel, this.maps, resources);
    this.parts = new ObjectParts(open.name(), maps(), this::hasCookies, new FreeNumbers());
  }

  /**
   * {@return the object in {@code file}, to be configured and loaded}
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws BpfObjectException if it holds no object, or one that makes no sense
   */
  public static OpenObject open(Path file) {
    try {
      return open(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * {@return the object that these bytes hold, to be configured and loaded; fails as the others}
   */
  public static OpenObject open(byte[] bytes) {
    return open("object", bytes);
  }

  /**
   * {@return the object that these bytes hold, to be configured and loaded}
   *
   * @param name stands for the file's name
   * @throws BpfObjectException if they hold no object, or one that makes no sense
   */
  public static OpenObject open(String name, byte[] bytes) {
    try {
      return open(name, BpfObjectFile.read(bytes.clone()));
    } catch (ElfFormatException | BpfObjectException e) {
      throw new BpfObjectException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * {@return the object that was read, to be configured and loaded}
   *
   * @param name stands for the file's name
   * @throws BpfObjectException if two of its maps or programs have one name
   */
  public static OpenObject open(String name, BpfObjectFile contents) {
    return new OpenObject(name, contents);
  }

  /**
   * {@return the object in {@code file}, loaded as it is}
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws BpfObjectException as {@link OpenObject#load()} does, and the others
   */
  public static BpfObject load(Path file) {
    EarlyStart.begin();
    return open(file).load();
  }

  /**
   * {@return the methods of {@code type} that are programs, with its maps and variables, to be
   * configured and loaded} Their static fields of numbers are variables, by name.
   *
   * @throws IllegalArgumentException if a method does what programs cannot, with the line
   * @throws IllegalStateException if {@code jbpf-methods} is missing, and no object is packed
   */
  public static OpenObject open(Class<?> type) {
    EarlyStart.begin();
    return open(type.getName(), ClassObjects.of(type));
  }

  /** {@return those of the class that {@code lookup} is of: where modules close it} */
  public static OpenObject open(MethodHandles.Lookup lookup) {
    EarlyStart.begin();
    return open(lookup.lookupClass().getName(), ClassObjects.of(lookup));
  }

  /**
   * {@return the methods of {@code type} that are programs, loaded; fails as the others} The kernel
   * is asked first, so that nothing is verified twice.
   */
  public static BpfObject load(Class<?> type) {
    EarlyStart.begin();
    try {
      return open(type.getName(), ClassObjects.unverified(type)).load();
    } catch (VerifierException refused) {
      ClassObjects.of(
          type); // Fails at the line, with the rule and what to write, where one is known.
      throw refused;
    }
  }

  /**
   * {@return the methods of all these classes as one object, to be configured and loaded; fails as
   * the others} They share maps of the same name, and static fields of numbers.
   */
  public static OpenObject open(Class<?> first, Class<?> second, Class<?>... more) {
    EarlyStart.begin();
    List<Class<?>> all = new ArrayList<>(List.of(first, second));
    all.addAll(List.of(more));
    return open(first.getName(), ClassObjects.of(all));
  }

  /** {@return the same, loaded; fails as the others} */
  public static BpfObject load(Class<?> first, Class<?> second, Class<?>... more) {
    return open(first, second, more).load();
  }

  /** {@return the programs that were loaded, by their names} */
  public Map<String, KernelProgram> programs() {
    Map<String, KernelProgram> loaded = new LinkedHashMap<>();
    programs.forEach((name, program) -> loaded.put(name, program.loaded()));
    return Collections.unmodifiableMap(loaded);
  }

  /**
   * {@return the program of that name}
   *
   * @throws IllegalArgumentException if none was loaded
   */
  public KernelProgram program(String name) {
    return Suggestions.require(open.name(), "loaded program", name, programs).loaded();
  }

  /** {@return the maps by their names in the source; those of variables by their sections'} */
  public Map<String, KernelMap<?, ?>> maps() {
    return Collections.unmodifiableMap(maps);
  }

  /**
   * {@return the map of that name; keys and values are bytes}
   *
   * @throws IllegalArgumentException if there is none
   */
  public KernelMap<?, ?> map(String name) {
    return Suggestions.require(open.name(), "map", name, maps);
  }

  /**
   * {@return the map of that name} It is closed with the object.
   *
   * @param value of per-CPU types, a {@link dev.jbpf.map.PerCpuCodec}
   * @throws IllegalArgumentException if there is none, or keys or values are of another size
   */
  public <K, V> KernelMap<K, V> map(String name, Codec<K> key, Codec<V> value) {
    KernelMap<?, ?> map = map(name);
    return map.as(map.def().withCodecs(key, value));
  }

  /**
   * {@return the map of that definition's name, as the definition says}
   *
   * @throws IllegalArgumentException if there is none, or it is not like that
   */
  public <K, V> KernelMap<K, V> map(MapDef<K, V> def) {
    return map(def.name()).as(def);
  }

  /**
   * {@return a global variable, or a constant, as programs see it}
   *
   * @throws IllegalArgumentException if there is none, or {@code codec} is of another size
   * @throws IllegalStateException if the object is closed
   */
  public <T> Variable<T> variable(String name, Codec<T> codec) {
    return variables.variable(name, codec);
  }

  /**
   * Attaches every program whose section names a place, or that was given one by {@link
   * OpenProgram#attachTo}, and every table of functions ({@code .struct_ops}). Others stay as they
   * are: {@link KernelProgram#attach} takes them anywhere.
   *
   * @return what detaches them again
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel refuses one; then none is
   *     attached
   * @throws BpfObjectException if a section names a place that cannot be
   */
  public ObjectLinks attachAll() {
    return ObjectLinks.attach(kernel, parts, programs.values(), tables);
  }

  /**
   * Attaches one program, to a place that may need maps of the object, such as a {@link
   * dev.jbpf.runtime.attach.usdt.UsdtHook}.
   *
   * @return what detaches it again
   * @throws IllegalArgumentException if none of that name was loaded, or the object does not have
   *     what the place needs
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel refuses
   */
  public Link attach(String program, Hook hook) {
    return program(program).attach(hook instanceof ObjectHook open ? open.in(parts) : hook);
  }

  /**
   * Has a program that is in no table of functions (struct_ops) work for one: the kernel's
   * functions that it calls know the table by that. Since Linux 7.0.
   *
   * @param table the variable's name
   * @throws IllegalArgumentException if no program or table of these names was loaded
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel refuses
   */
  public void associate(String program, String table) {
    Map<String, OpsTable> byName = new LinkedHashMap<>();
    tables.forEach(each -> byName.put(each.name(), each));
    Suggestions.require(open.name(), "loaded table", table, byName).associate(program(program));
  }

  /** Objects that do not ask are not told. */
  private boolean hasCookies() {
    return !open.variables().containsKey(HAS_COOKIE) || variable(HAS_COOKIE, Codec.U8).get() != 0;
  }

  /** {@return no links: of an object that is only loaded} */
  public ObjectLinks attachNone() {
    return ObjectLinks.none(kernel);
  }

  /**
   * Gives all programs and maps names in the BPF file system, {@code programs/NAME} and {@code
   * maps/NAME}: they live on there until the files are deleted. Dots in names become underscores.
   *
   * @param folder in bpffs, which is mounted as {@link BpfFileSystem#mount} does if it is not
   *     there; made if it is not there
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel refuses one; then none is left
   * @throws UncheckedIOException if a folder cannot be made
   */
  public void pin(Path folder) {
    pin(folder, attachNone());
  }

  /**
   * The same with the links: programs, maps and {@code links/NAME}, all of them or none.
   *
   * @throws UnsupportedOperationException if the kernel keeps no link for a place
   */
  public void pin(Path folder, ObjectLinks links) {
    try (PinFolder pins = new PinFolder(kernel, folder)) {
      pinTo(folder, pins);
      links.pinTo(folder, pins);
      pins.keep();
    }
  }

  private void pinTo(Path folder, PinFolder pins) {
    Path forPrograms = folder.resolve("programs");
    programs.forEach(
        (name, p) -> pins.add(ObjectNames.forPin(forPrograms, name), file -> p.loaded().pin(file)));
    Path forMaps = folder.resolve("maps");
    maps.forEach((name, map) -> pins.add(ObjectNames.forPin(forMaps, name), map::pin));
  }

  /**
   * {@return why programs and maps have no types in the kernel, though the object has some; empty
   * if there is nothing to tell}
   */
  public String typesRefusal() {
    return typesRefusal;
  }

  /**
   * {@return what the object has and the kernel did not take, each with the reason: types of the
   * whole or of a map, variables that cannot be mapped} Programs run without all of that; empty if
   * nothing was lost.
   */
  public List<String> losses() {
    return losses;
  }

  @Override
  public void close() {
    synchronized (variables) {
      resources.atTheEnd();
    }
  }

  @Override
  public String toString() {
    return open.name();
  }
}
