package dev.jbpf.cli.asm;

import dev.jbpf.classic.ClassicAssembler;
import dev.jbpf.classic.ClassicAssembly;
import dev.jbpf.classic.ClassicPrinter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * {@code jbpf-asm -d --dialect classic}: from the bytes of {@code sock_filter}s, their digits, an
 * array of C, or the numbers of {@code tcpdump -ddd}.
 */
final class ClassicDisassembly {
  private final AsmOptions options;
  private final Console console;

  ClassicDisassembly(AsmOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** {@return the exit code} */
  int run(InputFile source) {
    Optional<ClassicProgram> program = program(source);
    program.ifPresent(
        classic -> {
          byte[] text = ClassicPrinter.source(classic).getBytes(StandardCharsets.UTF_8);
          Output.write(options.output.orElse(InputFile.STANDARD), Output.Content.of(text), console);
        });
    return program.isPresent() ? ExitCode.OK : ExitCode.BAD_SOURCE;
  }

  private Optional<ClassicProgram> program(InputFile source) {
    return switch (options.format.orElseGet(() -> format(source.bytes()))) {
      case RAW -> decode(source, source.bytes());
      case HEX -> hex(source);
      case C, BPF_ASM -> assemble(source);
      case ELF, JAVA, JSON ->
          throw new UsageException(
              "-d --dialect classic reads -f raw, hex, c and bpf_asm; objects hold no such programs");
    };
  }

  /** What the bytes look like; numbers of instructions announce how many follow. */
  private static OutputFormat format(byte[] bytes) {
    return switch (ProgramFormat.of(bytes)) {
      case RAW -> OutputFormat.RAW;
      case ELF -> OutputFormat.ELF;
      case TEXT -> OutputFormat.C;
      case HEX -> isDecimal(bytes) ? OutputFormat.BPF_ASM : OutputFormat.HEX;
    };
  }

  private static boolean isDecimal(byte[] bytes) {
    String[] numbers = new String(bytes, StandardCharsets.ISO_8859_1).strip().split("\\s+");
    return numbers[0].length() < 5
        && numbers[0].chars().allMatch(Character::isDigit)
        && numbers.length == 1 + 4 * Integer.parseInt(numbers[0]);
  }

  private Optional<ClassicProgram> hex(InputFile source) {
    String digits = new String(source.bytes(), StandardCharsets.ISO_8859_1).replaceAll("\\s+", "");
    try {
      return decode(source, HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      return complain(source, e.getMessage());
    }
  }

  private Optional<ClassicProgram> decode(InputFile source, byte[] bytes) {
    try {
      return Optional.of(ClassicProgram.decode(bytes, options.order()));
    } catch (IllegalArgumentException e) {
      return complain(source, e.getMessage());
    }
  }

  private Optional<ClassicProgram> assemble(InputFile source) {
    ClassicAssembly assembly = ClassicAssembler.assemble(source.bytes(), source.name());
    console.err().print(assembly.report());
    return assembly.program();
  }

  private Optional<ClassicProgram> complain(InputFile source, String message) {
    console.err().println(source.name() + ": error: " + message);
    return Optional.empty();
  }
}
