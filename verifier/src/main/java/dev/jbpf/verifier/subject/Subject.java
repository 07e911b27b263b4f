package dev.jbpf.verifier.subject;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.call.LoadFlags;
import dev.jbpf.verifier.function.FunctionTypes;
import java.util.Map;
import java.util.Optional;

/**
 * A program as it would be given to a kernel.
 *
 * @param program the program
 * @param type what it is loaded as
 * @param attachType {@code expected_attach_type}; 0 if none is given
 * @param flags {@code BPF_F_…} of loading
 * @param isGplCompatible whether its license is compatible with the GPL
 * @param functions the types of its functions (BTF's func_info), if they are given with it
 * @param maps the map of each slot whose {@code lddw} takes one
 * @param target what of the kernel it is verified against, by its name in the kernel's types
 *     ({@code btf_trace_sched_switch}); empty if it is against nothing, or nobody knows
 */
@SuppressWarnings("exports")
public record Subject(
    Program program,
    ProgramType type,
    int attachType,
    int flags,
    boolean isGplCompatible,
    Optional<FunctionTypes> functions,
    Map<Integer, MapShape> maps,
    Optional<String> target) {
  /**
   * A subject; {@code maps} are copied.
   *
   * @throws IllegalArgumentException if a map is for a slot that the program does not have
   */
  public Subject {
    maps = Map.copyOf(maps);
    for (int slot : maps.keySet()) {
      if (slot < 0 || slot >= program.size()) {
        throw new IllegalArgumentException(
            "a map is for slot " + slot + " of a program of " + program.size());
      }
    }
  }

  /** {@return a program under the GPL, without maps, and without flags but those that it needs} */
  public static Subject of(Program program, ProgramType type) {
    int flags = type == ProgramType.SYSCALL ? LoadFlags.BPF_F_SLEEPABLE : 0;
    return new Subject(program, type, 0, flags, true, Optional.empty(), Map.of(), Optional.empty());
  }

  /** {@return the same with these maps, by the slot of the instruction that loads each} */
  public Subject withMaps(Map<Integer, MapShape> newMaps) {
    return new Subject(
        program, type, attachType, flags, isGplCompatible, functions, newMaps, target);
  }

  /** {@return the same with that {@code expected_attach_type}} */
  public Subject at(int newAttachType) {
    return new Subject(
        program, type, newAttachType, flags, isGplCompatible, functions, maps, target);
  }

  /** {@return the same with these flags of loading} */
  public Subject withFlags(int newFlags) {
    return new Subject(
        program, type, attachType, newFlags, isGplCompatible, functions, maps, target);
  }

  /** {@return the same under a license that is, or is not, compatible with the GPL} */
  public Subject underGpl(boolean isGpl) {
    return new Subject(program, type, attachType, flags, isGpl, functions, maps, target);
  }

  /** {@return the same with functions that are all its own and have types, or with none} */
  public Subject withFunctionTypes(boolean areGiven) {
    return with(areGiven ? Optional.of(FunctionTypes.STATIC) : Optional.empty());
  }

  /** {@return the same with these types of its functions} */
  @SuppressWarnings("exports")
  public Subject withFunctionTypes(FunctionTypes types) {
    return with(Optional.of(types));
  }

  private Subject with(Optional<FunctionTypes> types) {
    return new Subject(program, type, attachType, flags, isGplCompatible, types, maps, target);
  }

  /** {@return whether the types of its functions are given with it} */
  public boolean hasFunctionTypes() {
    return functions.isPresent();
  }

  /** {@return the same, verified against what has that name in the kernel's types} */
  public Subject against(String name) {
    return new Subject(
        program, type, attachType, flags, isGplCompatible, functions, maps, Optional.of(name));
  }

  /** {@return whether all memory must be accessed at multiples of the size} */
  public boolean isStrictlyAligned() {
    return (flags & LoadFlags.BPF_F_STRICT_ALIGNMENT) != 0
        && (flags & LoadFlags.BPF_F_ANY_ALIGNMENT) == 0;
  }

  /** {@return whether it may sleep} */
  public boolean maySleep() {
    return (flags & LoadFlags.BPF_F_SLEEPABLE) != 0;
  }
}
