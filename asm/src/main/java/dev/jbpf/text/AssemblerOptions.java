package dev.jbpf.text;

import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.text.state.Settings;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a source is to be assembled. Start from {@link #DEFAULT}, and change what should differ.
 *
 * @param dialect how instructions are written
 * @param output what is made: a label or function that is defined nowhere is an error in a program,
 *     and an external symbol in an object
 * @param order the byte order of the target, for data among the instructions and in sections
 * @param section the section that becomes the program; if none is named, the only one with
 *     instructions
 * @param cpu the ISA version that the code may need at most
 * @param kernel the oldest kernel that the code is for
 * @param includes finds the files that {@code .include} names
 */
public record AssemblerOptions(
    Dialect dialect,
    Output output,
    ByteOrder order,
    Optional<String> section,
    Optional<IsaVersion> cpu,
    Optional<KernelVersion> kernel,
    Includes includes) {

  /** What is made of a source. */
  public enum Output {
    /**
     * The instructions of one section: {@link Assembly#program()}, which keeps the names of the
     * maps that instructions load; whoever loads the program binds them.
     */
    PROGRAM(Settings.Output.PROGRAM),
    /**
     * The same for what is written as bytes: a name is an error that is neither a number nor a map
     * of this source's, as nobody binds it later.
     */
    BYTES(Settings.Output.BYTES),
    /** All sections: {@link Assembly#object()}. */
    OBJECT(Settings.Output.OBJECT);

    private final Settings.Output setting;

    Output(Settings.Output setting) {
      this.setting = setting;
    }
  }

  /** Finds included files. */
  @FunctionalInterface
  public interface Includes {
    /** Finds none. */
    Includes NONE =
        new Includes() {
          // No lambda: making the first one takes longer than assembling a short source.
          @Override
          public Optional<byte[]> read(String name) {
            return Optional.empty();
          }
        };

    /**
     * {@return the bytes of the file of that name; empty if there is none}
     *
     * @throws java.io.UncheckedIOException if it cannot be read; its cause's message says why
     */
    Optional<byte[]> read(String name);
  }

  /** No lambda, as above. */
  private record Files(Includes includes) implements Function<String, Optional<byte[]>> {
    @Override
    public Optional<byte[]> apply(String name) {
      return includes.read(name);
    }
  }

  /** A program in any dialect, little-endian, for any target, without included files. */
  public static final AssemblerOptions DEFAULT =
      new AssemblerOptions(
          Dialect.AUTO,
          Output.PROGRAM,
          ByteOrder.LITTLE_ENDIAN,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Includes.NONE);

  /** {@return the same as the rest of the assembler has it} */
  Settings settings() {
    TargetMachine machine = new TargetMachine(cpu, kernel, order);
    return new Settings(
        order, output.setting, section, dialect.statements(), machine, new Files(includes));
  }

  /** {@return the same for instructions of that dialect} */
  public AssemblerOptions dialect(Dialect other) {
    return new AssemblerOptions(other, output, order, section, cpu, kernel, includes);
  }

  /** {@return the same for that output} */
  public AssemblerOptions output(Output other) {
    return new AssemblerOptions(dialect, other, order, section, cpu, kernel, includes);
  }

  /** {@return the same for targets of that byte order} */
  public AssemblerOptions order(ByteOrder other) {
    return new AssemblerOptions(dialect, output, other, section, cpu, kernel, includes);
  }

  /** {@return the same for the program in that section} */
  public AssemblerOptions section(String other) {
    return new AssemblerOptions(dialect, output, order, Optional.of(other), cpu, kernel, includes);
  }

  /** {@return the same for targets of that ISA version} */
  public AssemblerOptions cpu(IsaVersion other) {
    return new AssemblerOptions(
        dialect, output, order, section, Optional.of(other), kernel, includes);
  }

  /** {@return the same for kernels from that one on} */
  public AssemblerOptions kernel(KernelVersion other) {
    return new AssemblerOptions(dialect, output, order, section, cpu, Optional.of(other), includes);
  }

  /** {@return the same with files that are found so} */
  public AssemblerOptions includes(Includes other) {
    return new AssemblerOptions(dialect, output, order, section, cpu, kernel, other);
  }
}
