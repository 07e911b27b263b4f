package dev.jbpf.refusal;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import java.util.Map;
import java.util.Optional;

/**
 * A program that a kernel's verifier refused, as it was given to the kernel.
 *
 * @param program its instructions, with the names of its maps
 * @param type what it was loaded as
 * @param attachType {@code expected_attach_type}; 0 if none was given
 * @param flags {@code BPF_F_…} of loading
 * @param license as it declares it
 * @param hasFunctionTypes whether the types of its functions went with it
 * @param maps what its maps are made from, by the names that it uses
 * @param object where it is from, if it is from an object
 * @param words why the kernel refused it
 */
public record RefusedProgram(
    Program program,
    ProgramType type,
    int attachType,
    int flags,
    String license,
    boolean hasFunctionTypes,
    Map<String, MapDef<?, ?>> maps,
    Optional<Source> object,
    String words) {
  /** A refused program; {@code maps} are copied. */
  public RefusedProgram {
    maps = Map.copyOf(maps);
  }

  /**
   * An object that a program is from.
   *
   * @param file the object
   * @param linked the program, as it was linked
   */
  public record Source(BpfObjectFile file, LinkedProgram linked) {}

  /** {@return the same program, from that object} */
  public RefusedProgram from(Source source) {
    return new RefusedProgram(
        program,
        type,
        attachType,
        flags,
        license,
        hasFunctionTypes,
        maps,
        Optional.of(source),
        words);
  }
}
