package dev.jbpf.runtime.object;

import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.ProgramSection.Trait;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Hook;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What programs of sections with a name of its author's are, and where they belong.
 *
 * <pre>{@code
 * SectionHandler slow = SectionHandler.open("slow", ProgramType.KPROBE)
 *     .attachedTo(section -> Hooks.kprobe(section.target()).withCookie(7));
 * try (SectionHandlers.Registration own = SectionHandlers.register(slow);
 *     BpfObject object = BpfObject.load(Path.of("latency.o"))) {  // SEC("slow/vfs_read")
 *   object.attachAll();
 * }
 * }</pre>
 *
 * <p>They come before the names that the library knows.
 */
public final class SectionHandler {
  private final String name;
  private final boolean isOpen;
  private final ProgramType type;
  private final Optional<AttachType> attachType;
  private final Set<Trait> traits;
  private final Function<ProgramSection, Optional<Hook>> place;
  private final Consumer<OpenProgram> setUp;

  private SectionHandler(
      String name,
      boolean isOpen,
      ProgramType type,
      Optional<AttachType> attachType,
      Set<Trait> traits,
      Function<ProgramSection, Optional<Hook>> place,
      Consumer<OpenProgram> setUp) {
    this.name = name;
    this.isOpen = isOpen;
    this.type = type;
    this.attachType = attachType;
    this.traits = traits;
    this.place = place;
    this.setUp = setUp;
  }

  /**
   * {@return one for the section of that name alone}
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public static SectionHandler exact(String name, ProgramType type) {
    return of(name, false, type);
  }

  /** {@return one for the section of that name, and those where a slash and a target follow} */
  public static SectionHandler open(String name, ProgramType type) {
    return of(name, true, type);
  }

  private static SectionHandler of(String name, boolean isOpen, ProgramType type) {
    if (name.isEmpty() || name.startsWith("?")) {
      throw new IllegalArgumentException(
          "'" + name + "' names no section; a question mark in front is the author's to write");
    }
    return new SectionHandler(
        name,
        isOpen,
        type,
        Optional.empty(),
        Set.of(),
        section -> Optional.empty(),
        program -> {});
  }

  /** {@return the same, whose programs are loaded for that type of attachment} */
  public SectionHandler loadedFor(AttachType other) {
    return new SectionHandler(name, isOpen, type, Optional.of(other), traits, place, setUp);
  }

  /** {@return the same, whose programs may sleep} */
  public SectionHandler sleepable() {
    Set<Trait> more = EnumSet.of(Trait.SLEEPABLE);
    more.addAll(traits);
    return new SectionHandler(name, isOpen, type, attachType, more, place, setUp);
  }

  /**
   * {@return the same, whose programs {@code attachAll} attaches where {@code place} says} What the
   * place is verified against and told counts when they are loaded.
   */
  public SectionHandler attachedTo(Function<ProgramSection, Hook> place) {
    return new SectionHandler(
        name,
        isOpen,
        type,
        attachType,
        traits,
        section -> Optional.of(place.apply(section)),
        setUp);
  }

  /** {@return the same, whose programs are handed to {@code setUp} when an object is opened} */
  public SectionHandler preparedBy(Consumer<OpenProgram> setUp) {
    return new SectionHandler(name, isOpen, type, attachType, traits, place, setUp);
  }

  /** {@return what the name of that section says, if this is for it} */
  Optional<ProgramSection> read(String section) {
    String bare = section.startsWith("?") ? section.substring(1) : section;
    if (bare.equals(name)) {
      return Optional.of(new ProgramSection(name, type, attachType, traits, ""));
    }
    return isOpen && bare.startsWith(name + "/")
        ? Optional.of(
            new ProgramSection(
                name, type, attachType, traits, bare.substring(name.length() + 1)))
        : Optional.empty();
  }

  Optional<Hook> place(ProgramSection section) {
    return place.apply(section);
  }

  void setUp(OpenProgram program) {
    setUp.accept(program);
  }

  @Override
  public String toString() {
    return "sections " + name + (isOpen ? "/..." : "") + " of " + type;
  }
}
