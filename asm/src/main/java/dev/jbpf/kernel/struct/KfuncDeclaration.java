package dev.jbpf.kernel.struct;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function of the kernel for programs (kfunc) as a program declares it. Which number it has in
 * the kernel that runs, and whether its types are these, is found out when the program is loaded.
 *
 * @param name as the kernel has it: {@code bpf_task_acquire}
 * @param result {@link Nothing} where it gives nothing
 */
public record KfuncDeclaration(String name, Kind result, List<Kind> parameters) {
  /** A function; parameters are copied. */
  public KfuncDeclaration {
    parameters = List.copyOf(parameters);
  }

  /** What a parameter or a result is. */
  public sealed interface Kind {}

  /** Nothing: {@code void}. */
  public record Nothing() implements Kind {
    @Override
    public String toString() {
      return "void";
    }
  }

  /** A number of 1, 2, 4 or 8 bytes. */
  public record Number(int bytes, boolean isSigned) implements Kind {
    @Override
    public String toString() {
      return (isSigned ? "s" : "u") + bytes * Byte.SIZE;
    }
  }

  /** The address of a structure. */
  public record Pointer(String struct) implements Kind {
    @Override
    public String toString() {
      return struct + "*";
    }
  }

  /** An address of whatever: {@code void *}. */
  public record Address() implements Kind {
    @Override
    public String toString() {
      return "*";
    }
  }

  /** {@return it in one word: {@code task_struct*:bpf_task_from_pid(s32)}} */
  @Override
  public String toString() {
    String all = parameters.stream().map(Kind::toString).collect(Collectors.joining(";"));
    return result + ":" + name + "(" + all + ")";
  }
}
