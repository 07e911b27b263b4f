package dev.jbpf.cli;

import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf-asm}: text to bytes, and back with {@code -d}. */
@Command(
    name = "jbpf-asm",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Assembles and disassembles eBPF programs.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:errors in the source, all of them on standard error",
      "2:wrong usage, or a file that cannot be read or written"
    })
final class AsmCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file to read; - is standard input.")
  private Optional<String> input = Optional.empty();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "What to write, or with -d to read: ${COMPLETION-CANDIDATES}.")
  private OutputFormat format = OutputFormat.RAW;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where to write; - is standard output. Default: the input's name, other ending.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = {"-d", "--disassemble"},
      description = "Turn bytes into text.")
  private boolean disassemble;

  @Option(names = "--check", description = "Write nothing but diagnostics.")
  private boolean check;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}; default: auto, or llvm with -d.")
  private Optional<Dialect> dialect = Optional.empty();

  @Option(
      names = "--endian",
      paramLabel = "ORDER",
      description = "Byte order of the program: little (default) or big.")
  private Endian endian = Endian.LITTLE;

  @Option(
      names = "--jsonl",
      description = "Answer requests on standard input, one JSON object a line, until it ends.")
  private boolean jsonl;

  AsmCommand(Console console) {
    this.console = console;
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

  @Override
  public Integer call() {
    if (jsonl) {
      new AsmJsonLines().serve(console.in(), console.out());
      return ExitCode.OK;
    }
    String file = input.orElseThrow(() -> new UsageException("no input: name a FILE, or - "));
    Input source = Input.read(file, console);
    return disassemble ? disassemble(source) : assemble(source);
  }

  private int assemble(Input source) {
    Assembly assembly =
        Assembler.assemble(source.bytes(), source.name(), dialect.orElse(Dialect.AUTO));
    console.err().print(assembly.report());
    Optional<Program> program = assembly.program();
    if (program.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    if (!check) {
      byte[] bytes = format.render(program.get(), endian.order);
      Output.write(output.orElseGet(() -> defaultOutput(source)), bytes, console);
    }
    return ExitCode.OK;
  }

  private String defaultOutput(Input source) {
    if (input.orElseThrow().equals(Input.STANDARD)) {
      return Input.STANDARD;
    }
    String name = source.name().substring(source.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name) + "." + format.extension();
  }

  private int disassemble(Input source) {
    Optional<Program> program = Binaries.read(source, format, endian.order, console.err());
    if (program.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    String text = Disassembler.text(program.get(), dialect.orElse(Dialect.LLVM));
    Output.write(output.orElse(Input.STANDARD), text.getBytes(StandardCharsets.UTF_8), console);
    return ExitCode.OK;
  }
}
