package dev.jbpf.elf.bpf;

import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program with what loaders want to know of it: what it is for, and the maps that it names.
 *
 * @param name the name that it is loaded by; tools list its first 15 characters
 * @param section what type of program it is and where it is attached, as sections of objects say
 *     it: {@code kprobe/do_sys_openat2}; see {@link ProgramSection}
 * @param license {@code GPL}, or another; some helpers are for GPL programs only
 * @param kernel the oldest kernel that it is for
 * @param maps the definitions of the maps that it names
 * @param globals the variables that it names, as {@link dev.jbpf.code.MapLoad#value} does
 * @param program its instructions
 */
public record ProgramDef(
    String name,
    String section,
    String license,
    Optional<KernelVersion> kernel,
    List<MapDef<?, ?>> maps,
    List<Global<?>> globals,
    Program program) {

  /**
   * A definition; {@code maps} and {@code globals} are copied.
   *
   * @throws IllegalArgumentException if no section is called so
   */
  public ProgramDef {
    ProgramSection.named(section);
    maps = List.copyOf(maps);
    globals = List.copyOf(globals);
  }

  /**
   * A definition without variables.
   *
   * @throws IllegalArgumentException if no section is called so
   */
  public ProgramDef(
      String name,
      String section,
      String license,
      Optional<KernelVersion> kernel,
      List<MapDef<?, ?>> maps,
      Program program) {
    this(name, section, license, kernel, maps, List.of(), program);
  }

  /** {@return a program under the licence {@code GPL}, without maps, for any kernel} */
  public static ProgramDef of(String name, String section, Program program) {
    return new ProgramDef(name, section, "GPL", Optional.empty(), List.of(), program);
  }

  /** {@return the same under that licence} */
  public ProgramDef withLicense(String other) {
    return new ProgramDef(name, section, other, kernel, maps, globals, program);
  }

  /** {@return the same for kernels from that one on} */
  public ProgramDef since(KernelVersion oldest) {
    return new ProgramDef(name, section, license, Optional.of(oldest), maps, globals, program);
  }

  /** {@return the same with one more map} */
  public ProgramDef withMap(MapDef<?, ?> map) {
    List<MapDef<?, ?>> more = new ArrayList<>(maps);
    more.add(map);
    return new ProgramDef(name, section, license, kernel, more, globals, program);
  }

  /**
   * {@return the same, where the variable is {@code value} at first}
   *
   * @throws IllegalArgumentException if it names no such variable, or the value does not fit
   */
  public <V> ProgramDef with(Global<V> global, V value) {
    if (globals.stream().noneMatch(global::isLike)) {
      throw new IllegalArgumentException(
          "program " + name + " names no variable " + global.name() + " of that definition");
    }
    List<Global<?>> changed = new ArrayList<>(globals);
    changed.replaceAll(known -> known.name().equals(global.name()) ? global.with(value) : known);
    return new ProgramDef(name, section, license, kernel, maps, changed, program);
  }

  /**
   * {@return whether loaders make an object of it first: it has variables, asks for members of the
   * kernel's structures, or calls its functions}
   */
  public boolean needsObject() {
    return !globals.isEmpty() || program.asksKernel();
  }

  /** {@return what the section's name says: the type, where it is attached} */
  public ProgramSection kind() {
    return ProgramSection.named(section);
  }

  /** {@return what it is made for} */
  public Target target() {
    return new Target(Optional.of(kind().type()), kernel);
  }
}
