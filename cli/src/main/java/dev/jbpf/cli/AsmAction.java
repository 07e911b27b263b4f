package dev.jbpf.cli;

import dev.jbpf.cfg.ControlFlow;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Does what {@code jbpf-asm} is asked to do. */
final class AsmAction {
  private final AsmOptions options;
  private final Console console;

  AsmAction(AsmOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** {@return the exit code} */
  int run() {
    if (options.jsonl) {
      new AsmJsonLines().serve(console.in(), console.out());
      return ExitCode.OK;
    }
    if (options.input.isEmpty()) {
      throw new UsageException("no input: name a FILE, or - for standard input");
    }
    Input source = Input.read(options.input.get(), console);
    if (options.disassemble) {
      return new DisassembleAction(options, console).run(source);
    }
    return isClassic() ? new ClassicAction(options, console).run(source) : assemble(source);
  }

  private boolean isClassic() {
    boolean isClassic = options.dialect.equals(Optional.of(Dialect.CLASSIC));
    if (options.convert && !isClassic) {
      throw new UsageException("--convert goes with --dialect classic");
    }
    return isClassic;
  }

  private int assemble(Input source) {
    Assembly assembly = Assembler.assemble(source.bytes(), source.name(), assemblerOptions(source));
    console.err().print(assembly.report(options.verbose ? Severity.NOTE : Severity.WARNING));
    String file = outputFile(source);
    if (assembly.hasErrors()) {
      discard(file);
      return ExitCode.BAD_SOURCE;
    }
    if (writes()) {
      Output.write(file, content(source, assembly), console);
    }
    return ExitCode.OK;
  }

  private boolean writes() {
    return options.listing || options.graph.isPresent() || !options.check;
  }

  private void discard(String file) {
    if (writes()) {
      Output.discard(file, console);
    }
  }

  private Output.Content content(Input source, Assembly assembly) {
    if (options.listing) {
      return Output.Content.of(Listing.of(program(assembly), source, options.order()));
    } else if (options.graph.isPresent()) {
      return Output.Content.of(graph(program(assembly)));
    }
    return new Assembled(OutputName.base(source), assembly).render(format(), options.order());
  }

  /** What was assembled. A class, as assembling a short source makes no lambda. */
  private final class Assembled extends EbpfArtifact {
    private final Assembly assembly;

    Assembled(String name, Assembly assembly) {
      super(name);
      this.assembly = assembly;
    }

    @Override
    Program program() {
      return AsmAction.this.program(assembly);
    }

    @Override
    ElfObject object() {
      return assembly.object().orElseThrow().build();
    }
  }

  private String outputFile(Input source) {
    return options.output.isPresent() ? options.output.get() : OutputName.of(source, extension());
  }

  private String extension() {
    if (options.listing) {
      return "lst";
    }
    return options.graph.isPresent() ? options.graph.get().toString() : format().extension();
  }

  private OutputFormat format() {
    return options.format.orElse(OutputFormat.ELF);
  }

  /** Whether all sections are wanted, and names from elsewhere may stay open. */
  private boolean isObject() {
    return format() == OutputFormat.ELF && !options.listing && options.graph.isEmpty();
  }

  private AssemblerOptions assemblerOptions(Input source) {
    AssemblerOptions chosen =
        AssemblerOptions.DEFAULT
            .dialect(options.dialect.orElse(Dialect.AUTO))
            .order(options.order())
            .includes(new IncludedFiles(source, console))
            .output(isObject() ? AssemblerOptions.Output.OBJECT : AssemblerOptions.Output.PROGRAM);
    if (options.section.isPresent()) {
      chosen = chosen.section(options.section.get());
    }
    if (options.cpu.isPresent()) {
      chosen = chosen.cpu(options.cpu.get());
    }
    return options.kernel.isPresent() ? chosen.kernel(kernel(options.kernel.get())) : chosen;
  }

  private static KernelVersion kernel(String text) {
    try {
      return KernelVersion.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--kernel: " + e.getMessage());
    }
  }

  private Program program(Assembly assembly) {
    Optional<Program> program = assembly.program();
    if (program.isEmpty()) {
      throw new UsageException(
          "which section? There are "
              + String.join(", ", assembly.programs().keySet())
              + ": name one with --section");
    }
    return program.get();
  }

  private byte[] graph(Program program) {
    ControlFlow flow = ControlFlow.of(program);
    Dialect dialect = options.dialect.filter(name -> name != Dialect.AUTO).orElse(Dialect.LLVM);
    String text =
        options.graph.equals(Optional.of(AsmOptions.GraphForm.DOT))
            ? flow.toDot(dialect)
            : flow.toSvg(dialect);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
