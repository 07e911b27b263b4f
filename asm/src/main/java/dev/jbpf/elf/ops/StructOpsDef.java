package dev.jbpf.elf.ops;

import dev.jbpf.kernel.struct.KernelStruct;
import java.util.Map;
import java.util.Optional;

/**
 * A table of functions as its author defines it, to be put into an object: which programs are its
 * members, and what the others are.
 *
 * @param name the variable's
 * @param structure with the members that are set, at the offsets of the object; functions are
 *     addresses there
 * @param values the bytes of members, by name
 * @param functions the names of programs, by those of members
 * @param isLinked whether the kernel keeps a link to it, since Linux 6.4
 */
public record StructOpsDef(
    String name,
    KernelStruct structure,
    Map<String, byte[]> values,
    Map<String, String> functions,
    boolean isLinked) {
  /** Maps are copied. */
  public StructOpsDef {
    values = Map.copyOf(values);
    functions = Map.copyOf(functions);
  }

  /** {@return the section that says that it is such a table} */
  public String section() {
    return isLinked ? StructOps.LINKED : StructOps.SECTION;
  }

  /** {@return the program that the member is, if it is one} */
  public Optional<String> function(KernelStruct.Member member) {
    return Optional.ofNullable(functions.get(member.name()));
  }
}
