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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

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
    String file =
        options.input.orElseThrow(
            () -> new UsageException("no input: name a FILE, or - for standard input"));
    Input source = Input.read(file, console);
    return options.disassemble ? disassemble(source) : assemble(source);
  }

  private int assemble(Input source) {
    if (options.dialect.equals(Optional.of(Dialect.CLASSIC))) {
      return assembleClassic(source);
    }
    if (options.convert) {
      throw new UsageException("--convert goes with --dialect classic");
    }
    Assembly assembly =
        Assembler.assemble(source.bytes(), source.name(), options.dialect.orElse(Dialect.AUTO));
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
    if (options.convert) {
      Conversion conversion = ClassicConverter.convert(program.get());
      console.err().print(assembly.report(conversion));
      return write(conversion.program(), source);
    }
    OutputFormat chosen = options.format.orElse(OutputFormat.BPF_ASM);
    write(() -> chosen.render(program.get(), options.order()), chosen, source);
    return ExitCode.OK;
  }

  private int write(Optional<Program> program, Input source) {
    if (program.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    OutputFormat chosen = options.format.orElse(OutputFormat.RAW);
    write(() -> chosen.render(program.get(), options.order()), chosen, source);
    return ExitCode.OK;
  }

  private void write(Supplier<byte[]> bytes, OutputFormat chosen, Input source) {
    if (!options.check) {
      Output.write(
          options.output.orElseGet(() -> defaultOutput(source, chosen)), bytes.get(), console);
    }
  }

  private String defaultOutput(Input source, OutputFormat chosen) {
    if (options.input.orElseThrow().equals(Input.STANDARD)) {
      return Input.STANDARD;
    }
    String name = source.name().substring(source.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name) + "." + chosen.extension();
  }

  private int disassemble(Input source) {
    Optional<Program> program =
        Binaries.read(
            source, options.format.orElse(OutputFormat.RAW), options.order(), console.err());
    if (program.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    byte[] text = text(program.get()).getBytes(StandardCharsets.UTF_8);
    Output.write(options.output.orElse(Input.STANDARD), text, console);
    return ExitCode.OK;
  }

  private String text(Program program) {
    try {
      return Disassembler.text(program, options.dialect.orElse(Dialect.LLVM));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--dialect: " + e.getMessage());
    }
  }
}
