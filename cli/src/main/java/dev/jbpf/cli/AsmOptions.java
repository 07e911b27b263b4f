package dev.jbpf.cli;

import dev.jbpf.text.Dialect;
import java.nio.ByteOrder;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What {@code jbpf-asm} is asked to do. The annotations are picocli's; {@link QuickArguments} fills
 * in the same fields where picocli would take longer than the work.
 */
final class AsmOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to read; - is standard input.")
  Optional<String> input = Optional.empty();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "What to write, or with -d to read: ${COMPLETION-CANDIDATES}.")
  Optional<OutputFormat> format = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where to write; - is standard output. Default: the input's name, other ending.")
  Optional<String> output = Optional.empty();

  @Option(
      names = {"-d", "--disassemble"},
      description = "Turn bytes into text.")
  boolean disassemble;

  @Option(names = "--check", description = "Write nothing but diagnostics.")
  boolean check;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}; default: auto, or llvm with -d.")
  Optional<Dialect> dialect = Optional.empty();

  @Option(
      names = "--convert",
      description = "With --dialect classic: turn the program into eBPF, as the kernel does.")
  boolean convert;

  @Option(
      names = "--endian",
      paramLabel = "ORDER",
      description = "Byte order of the program: little (default) or big.")
  Endian endian = Endian.LITTLE;

  @Option(
      names = "--jsonl",
      description = "Answer requests on standard input, one JSON object a line, until it ends.")
  boolean jsonl;

  /** The values of {@code --endian}. */
  enum Endian {
    LITTLE(ByteOrder.LITTLE_ENDIAN),
    BIG(ByteOrder.BIG_ENDIAN);

    private final ByteOrder order;

    Endian(ByteOrder order) {
      this.order = order;
    }
  }

  ByteOrder order() {
    return endian.order;
  }
}
