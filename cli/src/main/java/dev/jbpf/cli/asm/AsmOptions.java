package dev.jbpf.cli.asm;

import dev.jbpf.isa.IsaVersion;
import dev.jbpf.text.Dialect;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What {@code jbpf-asm} is asked to do. The annotations are picocli's; {@link QuickArguments} fills
 * in the same fields where picocli would take longer than the work.
 */
public final class AsmOptions {
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

  @Option(
      names = "--check",
      description = "Write nothing but diagnostics, the verifier's too where sections say types.")
  boolean check;

  @Option(
      names = "--verify",
      description =
          "Verify what is assembled, where sections say types: what is wrong is an error.")
  boolean verify;

  @Option(names = "--verify-warn", description = "As --verify, but what is wrong is a warning.")
  boolean verifyWarn;

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
      names = "--section",
      paramLabel = "NAME",
      description = "The section that becomes the program, where not all are written.")
  Optional<String> section = Optional.empty();

  @Option(
      names = "--cpu",
      paramLabel = "VERSION",
      description = "The ISA version to keep to: ${COMPLETION-CANDIDATES}.")
  Optional<IsaVersion> cpu = Optional.empty();

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description = "The oldest kernel to keep to, such as 5.10.")
  Optional<String> kernel = Optional.empty();

  @Option(
      names = "--verbose",
      description = "Say too what was lowered to keep to a target, and what was relaxed.")
  boolean verbose;

  @Option(
      names = "--listing",
      description = "Write each slot's number and bytes beside its source line.")
  boolean listing;

  @Option(
      names = "--cfg",
      paramLabel = "FORM",
      description = "Draw the control-flow graph: ${COMPLETION-CANDIDATES}.")
  Optional<GraphForm> graph = Optional.empty();

  @Option(
      names = "--endian",
      paramLabel = "ORDER",
      description = "Byte order of the program: little (default) or big.")
  Endian endian = Endian.LITTLE;

  @Option(
      names = "--jsonl",
      description = "Answer requests on standard input, one JSON object a line, until it ends.")
  boolean jsonl;

  /** The values of {@code --cfg}. */
  enum GraphForm {
    DOT,
    SVG;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The values of {@code --endian}. */
  enum Endian {
    LITTLE(ByteOrder.LITTLE_ENDIAN),
    BIG(ByteOrder.BIG_ENDIAN);

    private final ByteOrder order;

    Endian(ByteOrder order) {
      this.order = order;
    }
  }

  /** Whether somebody asked for the verifier. */
  boolean verifies() {
    return check || verify || verifyWarn;
  }

  /** Whether what the verifier says is an error. */
  boolean isVerifyingStrictly() {
    return verify || !verifyWarn;
  }

  ByteOrder order() {
    return endian.order;
  }
}
