package dev.jbpf.runtime.object;

import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.ProgramSection.Trait;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.LogLevel;
import dev.jbpf.runtime.ProgramFlag;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.object.hook.SectionHooks;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** A program of an object that is not loaded yet. */
public final class OpenProgram {
  private final ObjectProgram program;
  private final Optional<SectionHandler> handler;
  private final Optional<ProgramSection> kind;
  private final Set<ProgramFlag> flags = EnumSet.noneOf(ProgramFlag.class);
  private Optional<ProgramType> type = Optional.empty();
  private Optional<AttachType> attachType = Optional.empty();
  private Optional<BtfTarget> target = Optional.empty();
  private Optional<ProgramSpec.Signature> signature = Optional.empty();
  private final List<Hook> hooks = new ArrayList<>();
  private Optional<LogLevel> log = Optional.empty();
  private boolean isLoaded;
  private boolean isAskedFor;
  private boolean isAttached = true;

  OpenProgram(ObjectProgram program) {
    this.program = program;
    this.handler = SectionHandlers.find(program.section());
    Optional<ProgramSection> read =
        handler.isPresent() ? handler.get().read(program.section()) : Optional.empty();
    this.kind = read.isPresent() ? read : program.kind();
    this.isLoaded = !ProgramSection.isOptional(program.section());
    if (handler.isPresent()) {
      handler.get().setUp(this);
    }
  }

  /** {@return the name: the function's} */
  public String name() {
    return program.name();
  }

  /** {@return the name of the section that it is in} */
  public String section() {
    return program.section();
  }

  /** {@return what that name says; empty if it says nothing} */
  public Optional<ProgramSection> kind() {
    return kind;
  }

  /** Loads it as that type, whatever its section says; returns this. */
  public OpenProgram type(ProgramType type) {
    this.type = Optional.of(type);
    return this;
  }

  /** Loads it for that type of attachment, whatever its section says; returns this. */
  public OpenProgram attachType(AttachType attachType) {
    this.attachType = Optional.of(attachType);
    return this;
  }

  /** Has it verified against that, whatever its section says; returns this. */
  public OpenProgram target(BtfTarget target) {
    this.target = Optional.of(target);
    return this;
  }

  /** Tells the kernel who made it, as it is linked for this kernel; returns this. */
  public OpenProgram signature(ProgramSpec.Signature signature) {
    this.signature = Optional.of(signature);
    return this;
  }

  Optional<ProgramSpec.Signature> signature() {
    return signature;
  }

  /** Tells the verifier {@code flag} too; returns this. */
  public OpenProgram flag(ProgramFlag flag) {
    flags.add(flag);
    return this;
  }

  /**
   * Loads it for that place, where {@link BpfObject#attachAll} will attach it, whatever its section
   * says; returns this. Called again it adds a place, of the same type.
   */
  public OpenProgram attachTo(Hook hook) {
    hooks.add(hook);
    return this;
  }

  /**
   * Has {@link BpfObject#attachAll} attach it to where its section says, as happens where nobody
   * asks this, or not; returns this.
   */
  public OpenProgram autoattach(boolean isAttached) {
    this.isAttached = isAttached;
    return this;
  }

  /**
   * Loads it with the object, or not; returns this. Where nobody asks this, all are loaded but
   * those whose section's name starts with a question mark, and functions of an object of {@code
   * .text} alone of which nobody says a type or a place: such an object is its maps.
   */
  public OpenProgram autoload(boolean isLoaded) {
    this.isLoaded = isLoaded;
    this.isAskedFor = isLoaded;
    return this;
  }

  /**
   * {@return whether it is a function for other objects, of one that has no programs: of {@code
   * .text}, and nobody says what to load it as}
   */
  boolean isForOthers() {
    return program.isForOthers()
        && !isAskedFor
        && type.isEmpty()
        && hooks.isEmpty()
        && kind.isEmpty();
  }

  /** Asks the verifier for that log of this program; returns this. */
  public OpenProgram log(LogLevel log) {
    this.log = Optional.of(log);
    return this;
  }

  /**
   * {@return what a process needs to load it, and to attach it where somebody said that it belongs}
   * For messages; nothing where it is not loaded.
   */
  public List<Capability> capabilities() {
    Stream<Capability> byType =
        type.or(() -> kind.map(ProgramSection::type)).map(Bpf::capabilities).stream()
            .flatMap(List::stream);
    Stream<Capability> byPlace = hooks.stream().flatMap(hook -> hook.capabilities().stream());
    return isLoaded ? Stream.concat(byType, byPlace).distinct().toList() : List.of();
  }

  /**
   * {@return whether it will be loaded with the object; of functions of {@code .text} alone: once
   * somebody says a type or a place}
   */
  public boolean isLoaded() {
    return isLoaded;
  }

  LinkedProgram link(ObjectLinker linker) {
    return linker.link(program);
  }

  Set<ProgramFlag> flags() {
    return flags;
  }

  Optional<ProgramType> type() {
    return type;
  }

  Optional<AttachType> attachType() {
    return attachType;
  }

  Optional<BtfTarget> target() {
    return target;
  }

  /** {@return where somebody said that it belongs} */
  List<Hook> hooks() {
    return hooks;
  }

  /**
   * {@return where its section says that it belongs}
   *
   * @throws IllegalArgumentException if it says a place that cannot be
   */
  Optional<Hook> place() {
    return handler.isPresent()
        ? kind.flatMap(handler.get()::place)
        : kind.flatMap(SectionHooks::find);
  }

  /** {@return the place that it is verified against, if its section says one} */
  Optional<Hook> verifiedPlace() {
    if (handler.isPresent()) {
      return place();
    }
    return kind.isPresent()
            && kind.get().is(Trait.BTF_TARGET)
            && SectionHooks.isKnown(kind.get().name())
        ? SectionHooks.find(kind.get())
        : Optional.empty();
  }

  boolean isAttached() {
    return isAttached;
  }

  LogLevel logOr(LogLevel other) {
    return log.orElse(other);
  }

  /** {@return where tail calls find it, unless somebody said that it belongs elsewhere} */
  OptionalInt tailCallIndex() {
    return hooks.isEmpty() ? program.tailCallIndex() : OptionalInt.empty();
  }

  @Override
  public String toString() {
    return "program '" + name() + "' in section " + section();
  }
}
