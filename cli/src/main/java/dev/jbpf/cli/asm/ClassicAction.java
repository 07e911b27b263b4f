package dev.jbpf.cli.asm;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicAssembly;
import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Conversion;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.OutputName;
import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import java.util.Optional;

/** Assembles a classic program, and converts it where that is asked for. */
final class ClassicAction {
  private final AsmOptions options;
  private final Console console;

  ClassicAction(AsmOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** {@return the exit code} */
  int run(InputFile source) {
    ClassicAssembly assembly = ClassicAssembler.assemble(source.bytes(), source.name());
    Optional<ClassicProgram> program = assembly.program();
    int code = assembled(source, assembly, program);
    if (code != ExitCode.OK && !options.check) {
      Output.discard(outputFile(source), console);
    }
    return code;
  }

  private int assembled(
      InputFile source, ClassicAssembly assembly, Optional<ClassicProgram> program) {
    if (program.isEmpty() || !options.convert) {
      console.err().print(assembly.report());
      return program
          .map(classic -> write(source, new ClassicArtifact(classic)))
          .orElse(ExitCode.BAD_SOURCE);
    }
    Conversion conversion = ClassicConverter.convert(program.get());
    // What the kernel would refuse is a warning of the one, and the error of the other.
    boolean isConverted = conversion.program().isPresent();
    console.err().print(isConverted ? assembly.report() : assembly.report(conversion));
    return conversion
        .program()
        .map(converted -> write(source, artifact(source, converted)))
        .orElse(ExitCode.BAD_SOURCE);
  }

  private EbpfArtifact artifact(InputFile source, Program program) {
    return new EbpfArtifact(OutputName.base(source)) {
      @Override
      Program program() {
        return program;
      }

      @Override
      ElfObject object() {
        return new BpfObjectBuilder(options.order())
            .license("GPL")
            .program("filter", "socket", program)
            .build();
      }
    };
  }

  private OutputFormat format() {
    return options.format.orElse(options.convert ? OutputFormat.ELF : OutputFormat.BPF_ASM);
  }

  private String outputFile(InputFile source) {
    return options.output.orElseGet(() -> OutputName.of(source, format().extension()));
  }

  private int write(InputFile source, Artifact artifact) {
    if (!options.check) {
      Output.write(outputFile(source), artifact.render(format(), options.order()), console);
    }
    return ExitCode.OK;
  }
}
