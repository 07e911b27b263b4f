package dev.jbpf.dsl;

import dev.jbpf.code.LinkException;
import dev.jbpf.dsl.internal.Recipe;
import dev.jbpf.dsl.verify.Purpose;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import dev.jbpf.verifier.explain.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says what a program is for, and builds it: what is said decides what is checked.
 *
 * <pre>{@code
 * ProgramDef drop = Definition.named("drop").in("xdp").since(5, 8).build(b -> b.mov(R0, 1).exit());
 * }</pre>
 *
 * <p>{@link dev.jbpf.elf.bpf.BpfObjectBuilder#add} makes objects of definitions.
 */
public final class Definition {
  private final String name;
  private final String section;
  private final String license;
  private final Optional<KernelVersion> kernel;
  private final List<MapDef<?, ?>> maps;

  private Definition(
      String name,
      String section,
      String license,
      Optional<KernelVersion> kernel,
      List<MapDef<?, ?>> maps) {
    this.name = name;
    this.section = section;
    this.license = license;
    this.kernel = kernel;
    this.maps = maps;
  }

  /** The name, and what is to be said next. */
  public record Named(String name) {

    /**
     * {@return a definition of a program under the licence {@code GPL}}
     *
     * @param section its type and where it is attached, as {@link ProgramSection} has it: {@code
     *     socket}, {@code kprobe/do_sys_openat2}
     * @throws IllegalArgumentException if no section is called so; says what may have been meant
     */
    public Definition in(String section) {
      ProgramSection.named(section);
      return new Definition(name, section, "GPL", Optional.empty(), List.of());
    }

    /**
     * {@return a definition of a program of that type, under the licence {@code GPL}}
     *
     * @throws IllegalArgumentException if no section says that type
     */
    public Definition of(ProgramType type) {
      return in(
          ProgramSection.nameFor(type)
              .orElseThrow(() -> new IllegalArgumentException("no section is for " + type)));
    }
  }

  /** {@return the start of a definition, with the name that the program is loaded by} */
  public static Named named(String name) {
    return new Named(name);
  }

  /** {@return the same under that licence} */
  public Definition license(String other) {
    return new Definition(name, section, other, kernel, maps);
  }

  /**
   * {@return the same for kernels from that one on, such as {@code 5.10}} Without it a program is
   * for all kernels, and what some of them refuse is a mistake. Which types of program may call a
   * helper is that of Linux 6.18 in any case.
   */
  public Definition since(int major, int minor) {
    return new Definition(
        name, section, license, Optional.of(new KernelVersion(major, minor)), maps);
  }

  /** {@return the same with a map that the program names, and does not define} */
  public Definition with(MapDef<?, ?> map) {
    List<MapDef<?, ?>> more = new ArrayList<>(maps);
    more.add(map);
    return new Definition(name, section, license, kernel, List.copyOf(more));
  }

  /**
   * {@return the program that {@code body} builds, with the maps that it defines} See {@link
   * ProgramBuilder#program(Consumer)}.
   *
   * @throws LinkException as {@link ProgramBuilder#build} does
   */
  public ProgramDef build(Consumer<? super ProgramBuilder> body) {
    ProgramSection where = ProgramSection.named(section);
    Target target = new Target(Optional.of(where.type()), kernel);
    Purpose purpose = Purpose.of(target, where, license, Style.BUILDER);
    Recipe recipe = ProgramBuilder.recipe(() -> ProgramBuilder.create(purpose, maps), body);
    return new ProgramDef(name, section, license, kernel, recipe.maps(), recipe.program());
  }
}
