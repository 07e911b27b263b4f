package dev.jbpf.runtime;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.types.ProgramTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a program is loaded from.
 *
 * @param name the name that tools list: 1 to 15 letters, digits, underscores and dots
 * @param type where it can be attached
 * @param program its instructions
 * @param license {@code GPL} by default, which some helpers demand
 * @param attachType what else the kernel wants to know of where it will be attached
 * @param target what a tracing program is verified against
 * @param maps to be created with the program, and closed with it
 * @param flags what the verifier is told
 * @param log what the verifier shall tell when it accepts the program
 * @param kernelVersion what the program is made for, as {@code LINUX_VERSION_CODE} counts: kernels
 *     before 5.0 want kprobes to name their own
 * @param types what its types and source lines are, since Linux 5.0
 * @param extras what few programs need
 */
@SuppressWarnings("exports")
public record ProgramSpec(
    String name,
    ProgramType type,
    Program program,
    String license,
    Optional<AttachType> attachType,
    Optional<BtfTarget> target,
    List<MapDef<?, ?>> maps,
    Set<ProgramFlag> flags,
    LogLevel log,
    OptionalInt kernelVersion,
    Optional<ProgramTypes> types,
    Extras extras) {

  /**
   * What few programs need.
   *
   * @param modules the modules of the kernel that calls name by their place here, counted from 1
   * @param moduleVariables the modules whose variables are loaded, by the slots of the loads
   * @param signature what says who made the program
   */
  public record Extras(
      List<String> modules, Map<Slot, String> moduleVariables, Optional<Signature> signature) {
    /** Nothing. */
    public static final Extras NONE = new Extras(List.of(), Map.of(), Optional.empty());

    /** Collections are copied. */
    public Extras {
      modules = List.copyOf(modules);
      moduleVariables = Map.copyOf(moduleVariables);
    }
  }

  /**
   * A signature of a program's instructions; since Linux 6.18.
   *
   * @param bytes a message of PKCS #7, detached, with a digest of the instructions as they are
   *     loaded
   * @param keyring the number of the ring of keys that the signer's certificate is in; 0, 1 and 2
   *     are the system's built-in, its second and its platform's
   */
  public record Signature(byte[] bytes, int keyring) {
    /** The bytes are copied. */
    public Signature {
      bytes = bytes.clone();
    }
  }

  /**
   * What can be loaded.
   *
   * @throws IllegalArgumentException if the kernel does not take the name, or the program is empty
   */
  public ProgramSpec {
    ObjectName.require("program", name);
    if (program.size() == 0) {
      throw new IllegalArgumentException("program " + name + " has no instructions");
    }
    maps = List.copyOf(maps);
    flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
  }

  /** {@return a program under the license {@code GPL}, with nothing special} */
  public static ProgramSpec of(String name, ProgramType type, Program program) {
    return new ProgramSpec(
        name,
        type,
        program,
        "GPL",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        LogLevel.NONE,
        OptionalInt.empty(),
        Optional.empty(),
        Extras.NONE);
  }

  /** {@return a program under the license {@code GPL}, of the type that {@code hook} takes} */
  public static ProgramSpec of(String name, Hook hook, Program program) {
    return of(name, hook.programType(), program)
        .change(
            draft -> {
              draft.attachType = hook.attachType();
              draft.target = hook.target();
              draft.flags = hook.programFlags();
            });
  }

  /**
   * {@return what a definition says: with the flags, the type of attachment and the function or
   * tracepoint that the name of its section stands for, and lines that tools quote} Where the
   * section names no target, and the type wants one, {@link #withTarget} adds it.
   */
  public static ProgramSpec of(ProgramDef definition) {
    ProgramSection section = definition.kind();
    return of(ObjectName.shortened(definition.name()), section.type(), definition.program())
        .change(
            draft -> {
              draft.license = definition.license();
              draft.attachType = section.attachType();
              draft.target = BtfTarget.of(section);
              draft.maps = definition.maps();
              draft.flags = ProgramFlag.of(section);
            });
  }

  /** {@return the same under that license} */
  public ProgramSpec withLicense(String license) {
    return change(draft -> draft.license = license);
  }

  /** {@return the same for that type of attachment} */
  public ProgramSpec withAttachType(AttachType attachType) {
    return change(draft -> draft.attachType = Optional.of(attachType));
  }

  /** {@return the same under that name} */
  public ProgramSpec withName(String name) {
    return change(draft -> draft.name = name);
  }

  /** {@return the same with these instructions} */
  public ProgramSpec withProgram(Program other) {
    return change(draft -> draft.program = other);
  }

  /** {@return the same, verified against that} */
  public ProgramSpec withTarget(BtfTarget target) {
    return change(draft -> draft.target = Optional.of(target));
  }

  /** {@return the same with one more map} */
  public ProgramSpec withMap(MapDef<?, ?> map) {
    List<MapDef<?, ?>> more = new ArrayList<>(maps);
    more.add(map);
    return change(draft -> draft.maps = more);
  }

  /** {@return the same with these flags and no others} */
  public ProgramSpec withFlags(ProgramFlag... flags) {
    Set<ProgramFlag> set = EnumSet.noneOf(ProgramFlag.class);
    Collections.addAll(set, flags);
    return change(draft -> draft.flags = set);
  }

  /** {@return the same with that log} */
  public ProgramSpec withLog(LogLevel log) {
    return change(draft -> draft.log = log);
  }

  /** {@return the same, made for that kernel: {@code major << 16 | minor << 8 | patch}} */
  public ProgramSpec withKernelVersion(int code) {
    return change(draft -> draft.kernelVersion = OptionalInt.of(code));
  }

  /** {@return the same with those types and source lines} */
  public ProgramSpec withTypes(ProgramTypes types) {
    return change(draft -> draft.types = Optional.of(types));
  }

  /** {@return the same with that signature} */
  public ProgramSpec withSignature(Signature signature) {
    Extras signed = new Extras(extras.modules, extras.moduleVariables, Optional.of(signature));
    return change(draft -> draft.extras = signed);
  }

  private ProgramSpec change(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.spec();
  }

  int flagBits() {
    int bits = 0;
    for (ProgramFlag flag : flags) {
      bits |= flag.mask();
    }
    return bits;
  }

  /** What a specification says, one of which is about to change. */
  private static final class Draft {
    String name;
    final ProgramType type;
    Program program;
    String license;
    Optional<AttachType> attachType;
    Optional<BtfTarget> target;
    List<MapDef<?, ?>> maps;
    Set<ProgramFlag> flags;
    LogLevel log;
    OptionalInt kernelVersion;
    Optional<ProgramTypes> types;
    Extras extras;

    Draft(ProgramSpec spec) {
      name = spec.name;
      type = spec.type;
      program = spec.program;
      license = spec.license;
      attachType = spec.attachType;
      target = spec.target;
      maps = spec.maps;
      flags = spec.flags;
      log = spec.log;
      kernelVersion = spec.kernelVersion;
      types = spec.types;
      extras = spec.extras;
    }

    ProgramSpec spec() {
      return new ProgramSpec(
          name,
          type,
          program,
          license,
          attachType,
          target,
          maps,
          flags,
          log,
          kernelVersion,
          types,
          extras);
    }
  }
}
