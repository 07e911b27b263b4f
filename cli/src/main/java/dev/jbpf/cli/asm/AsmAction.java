package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.IncludedFiles;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.OutputName;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import java.util.Map;
import java.util.Optional;

/** Does what {@code jbpf-asm} is asked to do. */
public final class AsmAction {
  private final AsmOptions options;
  private final Console console;

  public AsmAction(AsmOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** {@return the exit code} */
  public int run() {
    if (options.jsonl) {
      new AsmJsonLines().serve(console.in(), console.out());
      return ExitCode.OK;
    }
    if (options.input.isEmpty()) {
      throw new UsageException("no input: name a FILE, or - for standard input");
    }
    InputFile source = InputFile.read(options.input.get(), console);
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

  private int assemble(InputFile source) {
    AssemblerOptions chosen = assemblerOptions(source);
    Assembly assembly = Assembler.assemble(source.bytes(), source.name(), chosen);
    if (isShown() && isForAnObject(assembly)) {
      AssemblerOptions whole = chosen.output(AssemblerOptions.Output.OBJECT);
      assembly = Assembler.assemble(source.bytes(), source.name(), whole);
    }
    console.err().print(assembly.report(options.verbose ? Severity.NOTE : Severity.WARNING));
    String file = outputFile(source);
    if (assembly.hasErrors() || isRefused(source, assembly, chosen)) {
      discard(file);
      return ExitCode.BAD_SOURCE;
    }
    if (writes()) {
      Output.write(file, content(source, assembly), console);
    }
    return ExitCode.OK;
  }

  /** Whether the verifier was asked, and has something against it. */
  private boolean isRefused(InputFile source, Assembly assembly, AssemblerOptions chosen) {
    if (!options.verifies()) {
      return false;
    }
    boolean isObject = assembly.object().isPresent();
    AssemblerOptions whole = chosen.output(AssemblerOptions.Output.OBJECT);
    Assembly object =
        isObject ? assembly : Assembler.assemble(source.bytes(), source.name(), whole);
    return AsmVerification.refuses(
        source, object, console, kernel(), options.isVerifyingStrictly());
  }

  private Optional<KernelVersion> kernel() {
    return options.kernel.isPresent()
        ? Optional.of(kernel(options.kernel.get()))
        : Optional.empty();
  }

  /** Whether instructions are shown to somebody, rather than written for a machine. */
  private boolean isShown() {
    return options.listing || options.graph.isPresent();
  }

  /** Whether nothing is wrong but that one program cannot hold all that is there. */
  private static boolean isForAnObject(Assembly assembly) {
    boolean isForAnObject = assembly.hasErrors();
    for (Diagnostic diagnostic : assembly.diagnostics()) {
      String code = diagnostic.code();
      isForAnObject &=
          !diagnostic.isError() || code.equals("needs-object") || code.equals("section-ambiguous");
    }
    return isForAnObject;
  }

  /** The sections that are asked for, by name. */
  private Map<String, Program> shown(Assembly assembly) {
    if (options.section.isEmpty()) {
      return assembly.programs();
    }
    String name = options.section.get();
    Program program = assembly.programs().get(name);
    if (program == null) {
      throw new UsageException("there are no instructions in a section '" + name + "'");
    }
    return Map.of(name, program);
  }

  private boolean writes() {
    return isShown() || !options.check;
  }

  private void discard(String file) {
    if (writes()) {
      Output.discard(file, console);
    }
  }

  private Output.Content content(InputFile source, Assembly assembly) {
    if (options.listing) {
      return Output.Content.of(SlotListing.of(shown(assembly), source, options.order()));
    } else if (options.graph.isPresent()) {
      Graphs graphs = new Graphs(shown(assembly), options.dialect);
      return Output.Content.of(graphs.render(options.graph.get()));
    }
    warnOfLostMaps(assembly);
    return new Assembled(OutputName.base(source), assembly).render(format(), options.order());
  }

  private void warnOfLostMaps(Assembly assembly) {
    if (losesMaps()) {
      for (Diagnostic warning : LostMaps.warnings(program(assembly))) {
        console.err().print(DiagnosticPrinter.print(warning));
      }
    }
  }

  /** Whether what is written has no place for the names of maps. */
  private boolean losesMaps() {
    return switch (format()) {
      case RAW, HEX, C, JSON -> true;
      case ELF, JAVA, BPF_ASM -> false;
    };
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
      return assembly.object().orElseThrow();
    }
  }

  private String outputFile(InputFile source) {
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
    return format() == OutputFormat.ELF && !isShown();
  }

  private AssemblerOptions assemblerOptions(InputFile source) {
    AssemblerOptions chosen =
        AssemblerOptions.DEFAULT
            .dialect(options.dialect.orElse(Dialect.AUTO))
            .order(options.order())
            .includes(new IncludedFiles(source, console))
            .output(isObject() ? AssemblerOptions.Output.OBJECT : AssemblerOptions.Output.BYTES);
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
}
