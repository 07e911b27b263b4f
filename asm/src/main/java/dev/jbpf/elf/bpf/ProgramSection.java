package dev.jbpf.elf.bpf;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the name of a section says of the programs in it: {@code kprobe/do_exit} holds programs of
 * type KPROBE for the function {@code do_exit}.
 *
 * @param name the name that says it, without what follows: {@code kprobe}
 * @param type the type that programs are loaded as
 * @param attachType what they are to be loaded for, where the type leaves a choice
 * @param traits what else the name says
 * @param target what follows the name and a slash, empty if nothing does: {@code do_exit}
 */
public record ProgramSection(
    String name,
    ProgramType type,
    Optional<AttachType> attachType,
    Set<Trait> traits,
    String target) {

  /** What a section's name says apart from the type. */
  public enum Trait {
    /** Programs run at the return of the function that they probe. */
    RETURN,
    /** Programs run in user space's functions. */
    USER,
    /** Programs may sleep: they are loaded with {@code BPF_F_SLEEPABLE}. */
    SLEEPABLE,
    /** Programs take packets in several pieces: {@code BPF_F_XDP_HAS_FRAGS}. */
    FRAGS,
    /** The target is a name in the kernel's BTF, whose id is needed to load the program. */
    BTF_TARGET
  }

  /** Sets are copied. */
  public ProgramSection {
    traits = Set.copyOf(traits);
  }

  /**
   * {@return what {@code section} says, by libbpf's rules; where those know no such name, by the
   * older rule that {@code socket1} or {@code xdp_drop} are what they start with; a question mark
   * in front changes nothing of it}
   */
  public static Optional<ProgramSection> of(String section) {
    return ProgramSections.find(section);
  }

  /**
   * {@return what {@code section} says, by libbpf's rules alone: who writes a definition gets no
   * guesses}
   *
   * @throws IllegalArgumentException if those know no such name; says what may have been meant
   */
  public static ProgramSection named(String section) {
    return ProgramSections.named(section);
  }

  /**
   * {@return whether the programs of {@code section} are loaded only if somebody asks: its name
   * starts with a question mark, as in {@code ?xdp}}
   */
  public static boolean isOptional(String section) {
    return ProgramSections.isOptional(section);
  }

  /** {@return what the names say that loaders know, without targets, in a fixed order} */
  public static List<ProgramSection> all() {
    return ProgramSections.all();
  }

  /** {@return whether a slash and a target may follow {@link #name}} */
  public boolean takesTarget() {
    return ProgramSections.isOpen(name);
  }

  /** {@return the shortest section name for programs of that type, if there is one} */
  public static Optional<String> nameFor(ProgramType type) {
    return ProgramSections.nameFor(type);
  }

  /**
   * {@return the name, in the kernel's types, of what programs of the section are verified against:
   * {@code btf_trace_sched_switch} for {@code tp_btf/sched_switch}; empty if the section names
   * nothing of the kernel}
   */
  public Optional<String> kernelName() {
    return target.isEmpty() || !is(Trait.BTF_TARGET)
        ? Optional.empty()
        : attachType.map(type -> prefix(type) + target);
  }

  private static String prefix(AttachType type) {
    return switch (type) {
      case TRACE_RAW_TP -> "btf_trace_";
      case LSM_MAC, LSM_CGROUP -> "bpf_lsm_";
      case TRACE_ITER -> "bpf_iter_";
      default -> "";
    };
  }

  /** {@return whether the name says {@code trait}} */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }
}
