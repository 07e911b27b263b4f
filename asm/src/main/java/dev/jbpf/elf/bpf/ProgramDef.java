package dev.jbpf.elf.bpf;

import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
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
 * @param program its instructions
 */
public record ProgramDef(
    String name,
    String section,
    String license,
    Optional<KernelVersion> kernel,
    List<MapDef<?, ?>> maps,
    Program program) {

  /**
   * A definition; {@code maps} are copied.
   *
   * @throws IllegalArgumentException if no section is called so
   */
  public ProgramDef {
    ProgramSection.named(section);
    maps = List.copyOf(maps);
  }

  /** {@return a program under the licence {@code GPL}, without maps, for any kernel} */
  public static ProgramDef of(String name, String section, Program program) {
    return new ProgramDef(name, section, "GPL", Optional.empty(), List.of(), program);
  }

  /** {@return the same under that licence} */
  public ProgramDef withLicense(String other) {
    return new ProgramDef(name, section, other, kernel, maps, program);
  }

  /** {@return the same for kernels from that one on} */
  public ProgramDef since(KernelVersion oldest) {
    return new ProgramDef(name, section, license, Optional.of(oldest), maps, program);
  }

  /** {@return the same with one more map} */
  public ProgramDef withMap(MapDef<?, ?> map) {
    List<MapDef<?, ?>> more = new ArrayList<>(maps);
    more.add(map);
    return new ProgramDef(name, section, license, kernel, more, program);
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
