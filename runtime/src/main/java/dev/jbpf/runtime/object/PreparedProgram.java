package dev.jbpf.runtime.object;

import dev.jbpf.diag.text.Suggestions;
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
      List<Hook> chosen = program.hooks();
      this.type = type(program, chosen);
      requireSupported(type, place);
      Optional<ProgramSection> section = program.kind();
      this.kind = section.isPresent() && section.get().type() == type ? section : Optional.empty();
      this.hook = chosen.isEmpty() ? verifiedPlace() : Optional.of(chosen.get(0));
    }

    private static ProgramType type(OpenProgram program, List<Hook> chosen) {
      if (program.type().isPresent()) {
        return program.type().get();
      }
      if (!chosen.isEmpty()) {
        return chosen.get(0).programType();
      }
      if (program.kind().isEmpty()) {
        throw noType(program.section());
      }
      return program.kind().get().type();
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
      return kind.isPresent() ? program.verifiedPlace() : Optional.empty();
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
      if (program.attachType().isPresent()) {
        return program.attachType();
      }
      if (place.isPresent()) {
        return Optional.of(place.get().member());
      }
      if (hook.isPresent() && hook.get().attachType().isPresent()) {
        return hook.get().attachType();
      }
      return kind.isPresent() && kind.get().attachType().isPresent()
          ? kind.get().attachType()
          : staticProbes();
    }

    /** All places of a static probe in a file have one link, where the kernel has such links. */
    private Optional<AttachType> staticProbes() {
      boolean isStatic =
          hook.isPresent()
              ? hook.get() instanceof UsdtHook
              : kind.isPresent() && SectionHooks.isStaticProbe(kind.get());
      return isStatic && UprobesSupport.isIn(kernel)
          ? Optional.of(AttachType.TRACE_UPROBE_MULTI)
          : Optional.empty();
    }

    private Optional<BtfTarget> target() {
      Optional<BtfTarget> target = chosenTarget();
      if (target.isEmpty() && kind.isPresent() && kind.get().is(Trait.BTF_TARGET)) {
        throw new IllegalArgumentException(
            "the section names no target: name it "
                + program.section()
                + "/TARGET, or choose a target before loading");
      }
      return target;
    }

    private Optional<BtfTarget> chosenTarget() {
      if (program.target().isPresent()) {
        return program.target();
      }
      if (place.isPresent()) {
        return Optional.of(place.get().target());
      }
      if (hook.isPresent() && hook.get().target().isPresent()) {
        return hook.get().target();
      }
      return kind.isPresent() ? SectionHooks.target(kind.get()) : Optional.empty();
    }

    private Set<ProgramFlag> flags() {
      Set<ProgramFlag> flags = EnumSet.noneOf(ProgramFlag.class);
      flags.addAll(program.flags());
      if (hook.isPresent()) {
        flags.addAll(hook.get().programFlags());
      }
      if (kind.isPresent()) {
        flags.addAll(ProgramFlag.of(kind.get()));
      }
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
