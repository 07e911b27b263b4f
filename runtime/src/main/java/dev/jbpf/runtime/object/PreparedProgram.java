package dev.jbpf.runtime.object;

import dev.jbpf.diag.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.ProgramSection.Trait;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.BtfTarget;
import dev.jbpf.runtime.Hook;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.ProgramFlag;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.attach.multi.UprobesSupport;
import dev.jbpf.runtime.attach.usdt.UsdtHook;
import dev.jbpf.runtime.object.hook.Advice;
import dev.jbpf.runtime.object.hook.SectionHooks;
import dev.jbpf.runtime.object.kernel.RunningKernel;
import dev.jbpf.runtime.object.ops.OpsTables;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A program that is linked, and what it will be loaded as. */
record PreparedProgram(OpenProgram open, LinkedProgram linked, ProgramSpec spec) {
  static PreparedProgram of(
      Kernel kernel,
      OpenObject object,
      OpenProgram program,
      LoadedObjectTypes types,
      ObjectLinker linker,
      OpsTables tables) {
    try {
      LinkedProgram linked = linked(program, linker);
      Builder builder = new Builder(kernel, object, program, tables.place(program.name()));
      return new PreparedProgram(program, linked, builder.spec(linked, types));
    } catch (IllegalArgumentException e) {
      throw new BpfObjectException(object.name() + ": " + program + ": " + e.getMessage(), e);
    }
  }

  private static LinkedProgram linked(OpenProgram program, ObjectLinker linker) {
    try {
      return program.link(linker);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + "; " + Advice.LEAVE_OUT, e);
    }
  }

  /** {@return what to load instead, where the kernel lacks a helper and has an older one} */
  Optional<ProgramSpec> withOlderHelpers(VerifierException e) {
    boolean isOverHelper =
        e.slot().filter(slot -> OlderHelpers.isCalledAt(spec.program(), slot.number())).isPresent();
    return isOverHelper ? OlderHelpers.in(spec.program()).map(spec::withProgram) : Optional.empty();
  }

  /** {@return the same, with a reason where the verifier has reached what nothing may reach} */
  VerifierException explained(VerifierException e, BpfObjectFile object) {
    VerifierException here = e.from(object, linked);
    return e.slot().map(linked.poisoned()::get).map(here::because).orElse(here);
  }

  /** What was configured counts most, then what the place wants, then what the section says. */
  private static final class Builder {
    private final Kernel kernel;
    private final OpenObject object;
    private final OpenProgram program;
    private final ProgramType type;
    private final Optional<ProgramSection> kind;
    private final Optional<Hook> hook;
    private final Optional<OpsTables.Place> place;

    Builder(
        Kernel kernel, OpenObject object, OpenProgram program, Optional<OpsTables.Place> place) {
      this.kernel = kernel;
      this.place = place;
      this.object = object;
      this.program = program;
      Optional<Hook> chosen = program.hooks().stream().findFirst();
      this.type =
          program
              .type()
              .or(() -> chosen.map(Hook::programType))
              .or(() -> program.kind().map(ProgramSection::type))
              .orElseThrow(() -> noType(program.section()));
      requireSupported(type, place);
      this.kind = program.kind().filter(section -> section.type() == type);
      this.hook = chosen.or(this::verifiedPlace);
    }

    private static void requireSupported(ProgramType type, Optional<OpsTables.Place> place) {
      if (type == ProgramType.STRUCT_OPS && place.isEmpty()) {
        throw new IllegalArgumentException(
            "no variable of a section .struct_ops or .struct_ops.link that is loaded names it; "
                + Advice.LEAVE_OUT);
      }
    }

    private static IllegalArgumentException noType(String section) {
      String name = section.split("/", 2)[0];
      List<String> names = ProgramSection.all().stream().map(ProgramSection::name).toList();
      return new IllegalArgumentException(
          "the section's name says no type of program"
              + Suggestions.nearest(name, names).map(n -> "; did you mean " + n + "?").orElse("")
              + "; name it as docs/objects.md lists, or choose a type or a place before loading,"
              + " in the shell jbpf load --attach NAME=PLACE; or "
              + Advice.LEAVE_OUT);
    }

    /** The place that a program is verified against, which must be known before it is loaded. */
    private Optional<Hook> verifiedPlace() {
      if (type == ProgramType.EXT && program.target().isEmpty()) {
        throw new IllegalArgumentException(
            "it takes the place of another program's function, which nobody names: before loading,"
                + " attachTo(Hooks.replacement(program, function)); or "
                + Advice.LEAVE_OUT);
      }
      return kind.flatMap(section -> program.verifiedPlace());
    }

    ProgramSpec spec(LinkedProgram linked, LoadedObjectTypes types) {
      return new ProgramSpec(
          ObjectName.shortened(program.name()),
          type,
          linked.program(),
          object.license(),
          attachType(),
          target(),
          List.of(),
          flags(),
          program.logOr(object.log()),
          kernelVersion(),
          types.of(linked),
          new ProgramSpec.Extras(linked.modules(), linked.moduleVariables(), program.signature()));
    }

    private Optional<AttachType> attachType() {
      return program
          .attachType()
          .or(() -> place.map(OpsTables.Place::member))
          .or(() -> hook.flatMap(Hook::attachType))
          .or(() -> kind.flatMap(ProgramSection::attachType))
          .or(this::staticProbes);
    }

    /** All places of a static probe in a file have one link, where the kernel has such links. */
    private Optional<AttachType> staticProbes() {
      boolean isStatic =
          hook.isPresent()
              ? hook.get() instanceof UsdtHook
              : kind.filter(SectionHooks::isStaticProbe).isPresent();
      return isStatic && UprobesSupport.isIn(kernel)
          ? Optional.of(AttachType.TRACE_UPROBE_MULTI)
          : Optional.empty();
    }

    private Optional<BtfTarget> target() {
      Optional<BtfTarget> target =
          program
              .target()
              .or(() -> place.map(OpsTables.Place::target))
              .or(() -> hook.flatMap(Hook::target))
              .or(() -> kind.flatMap(SectionHooks::target));
      if (target.isEmpty() && kind.filter(section -> section.is(Trait.BTF_TARGET)).isPresent()) {
        throw new IllegalArgumentException(
            "the section names no target: name it "
                + program.section()
                + "/TARGET, or choose a target before loading");
      }
      return target;
    }

    private Set<ProgramFlag> flags() {
      Set<ProgramFlag> flags = EnumSet.noneOf(ProgramFlag.class);
      flags.addAll(program.flags());
      hook.ifPresent(place -> flags.addAll(place.programFlags()));
      kind.map(ProgramFlag::of).ifPresent(flags::addAll);
      return flags;
    }

    /** Only kprobes of old kernels are asked for it. */
    private OptionalInt kernelVersion() {
      return object.kernelVersion().isPresent() || type != ProgramType.KPROBE
          ? object.kernelVersion()
          : RunningKernel.version();
    }
  }
}
