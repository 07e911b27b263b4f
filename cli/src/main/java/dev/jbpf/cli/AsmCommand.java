package dev.jbpf.cli;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicAssembly;
import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Conversion;
import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
  private Optional<OutputFormat> format = Optional.empty();

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

  @Option(
      names = "--convert",
      description = "With --dialect classic: turn the program into eBPF, as the kernel does.")
  private boolean convert;

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
    if (dialect.equals(Optional.of(Dialect.CLASSIC))) {
      return assembleClassic(source);
    }
    if (convert) {
      throw new UsageException("--convert goes with --dialect classic");
    }
    Assembly assembly =
        Assembler.assemble(source.bytes(), source.name(), dialect.orElse(Dialect.AUTO));
    console.err().print(assembly.report());
    return write(assembly.program(), source);
  }

  private int assembleClassic(Input source) {
    ClassicAssembly assembly = ClassicAssembler.assemble(source.bytes(), source.name());
    console.err().print(assembly.report());
    Optional<ClassicProgram> program = assembly.program();
    if (program.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    if (convert) {
      Conversion conversion = ClassicConverter.convert(program.get());
      console.err().print(assembly.report(conversion));
      return write(conversion.program(), source);
    }
    OutputFormat chosen = format.orElse(OutputFormat.BPF_ASM);
    write(() -> chosen.render(program.get(), endian.order), chosen, source);
    return ExitCode.OK;
  }

  private int write(Optional<Program> program, Input source) {
    if (program.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    OutputFormat chosen = format.orElse(OutputFormat.RAW);
    write(() -> chosen.render(program.get(), endian.order), chosen, source);
    return ExitCode.OK;
  }

  private void write(Supplier<byte[]> bytes, OutputFormat chosen, Input source) {
    if (!check) {
      Output.write(output.orElseGet(() -> defaultOutput(source, chosen)), bytes.get(), console);
    }
  }

  private String defaultOutput(Input source, OutputFormat chosen) {
    if (input.orElseThrow().equals(Input.STANDARD)) {
      return Input.STANDARD;
    }
    String name = source.name().substring(source.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name) + "." + chosen.extension();
  }

  private int disassemble(Input source) {
    Optional<Program> program =
        Binaries.read(source, format.orElse(OutputFormat.RAW), endian.order, console.err());
    if (program.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    String text = Disassembler.text(program.get(), dialect.orElse(Dialect.LLVM));
    Output.write(output.orElse(Input.STANDARD), text.getBytes(StandardCharsets.UTF_8), console);
    return ExitCode.OK;
  }
}
