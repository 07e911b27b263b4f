package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.InputFile;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.text.Dialect;
import java.util.Optional;

/**
 * Reads the plain command lines of {@code jbpf-asm} without picocli, whose classes take longer to
 * load than a small file takes to assemble. Whatever is not plain (help, abbreviations, mistakes)
 * is left to picocli, so that there is one place that explains the command.
 */
public final class QuickArguments {
  private final String[] arguments;
  private final AsmOptions options = new AsmOptions();
  private int at;

  private QuickArguments(String[] arguments) {
    this.arguments = arguments;
  }

  /** {@return the options that {@code arguments} say; empty if picocli is to look at them} */
  public static Optional<AsmOptions> read(String... arguments) {
    QuickArguments quick = new QuickArguments(arguments);
    try {
      while (quick.at < arguments.length) {
        quick.argument(arguments[quick.at++]);
      }
      return Optional.of(quick.options);
    } catch (NotPlainException e) {
      return Optional.empty();
    }
  }

  private void argument(String argument) {
    switch (argument) {
      case "-f", "--format" -> options.format = Optional.of(constant(OutputFormat.values()));
      case "-o", "--output" -> options.output = Optional.of(value());
      case "-d", "--disassemble" -> options.disassemble = true;
      case "--check" -> options.check = true;
      case "--verify" -> options.verify = true;
      case "--verify-warn" -> options.verifyWarn = true;
      case "--dialect" -> options.dialect = Optional.of(constant(Dialect.values()));
      case "--convert" -> options.convert = true;
      case "--endian" -> options.endian = constant(AsmOptions.Endian.values());
      case "--section" -> options.section = Optional.of(value());
      case "--cpu" -> options.cpu = Optional.of(constant(IsaVersion.values()));
      case "--kernel" -> options.kernel = Optional.of(value());
      case "--verbose" -> options.verbose = true;
      case "--listing" -> options.listing = true;
      case "--cfg" -> options.graph = Optional.of(constant(AsmOptions.GraphForm.values()));
      case "--jsonl" -> options.jsonl = true;
      default -> file(argument);
    }
  }

  private void file(String argument) {
    boolean isOption = argument.startsWith("-") && !argument.equals(InputFile.STANDARD);
    if (isOption || argument.isEmpty() || options.input.isPresent()) {
      throw new NotPlainException();
    }
    options.input = Optional.of(argument);
  }

  private String value() {
    if (at == arguments.length) {
      throw new NotPlainException();
    }
    String value = arguments[at++];
    if (value.startsWith("-") && !value.equals(InputFile.STANDARD)) {
      throw new NotPlainException();
    }
    return value;
  }

  private <E extends Enum<E>> E constant(E[] constants) {
    String name = value();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(name)) {
        return constant;
      }
    }
    throw new NotPlainException();
  }

  /** Ends the reading; picocli takes over. */
  private static final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPlainException() {
      super("not plain", null, false, false);
    }
  }
}
