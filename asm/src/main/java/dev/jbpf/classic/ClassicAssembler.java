package dev.jbpf.classic;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Assembles the language of the kernel's {@code bpf_asm}.
 *
 * <p>It takes what {@code bpf_asm} takes, and what that should: {@code [x+14]}, indented comments,
 * comments behind instructions, Windows' line ends, labels of one letter or named as an
 * instruction, several labels in a place. It refuses what {@code bpf_asm} spoils silently: numbers
 * that do not fit, labels bound twice; and where a comparison does not reach, it adds a {@code
 * jmp}.
 *
 * <p>It reads programs that are assembled already, too: the elements of a C array as {@code bpf_asm
 * -c} and {@code tcpdump -dd} write them, the decimal form of {@code bpf_asm} and {@code tcpdump
 * -ddd}, and the listing of {@code tcpdump -d}.
 */
public final class ClassicAssembler {
  private ClassicAssembler() {}

  /**
   * {@return what these bytes assemble to} Any bytes do: no input makes it throw.
   *
   * @param source UTF-8 text
   * @param file its name, for messages
   */
  public static ClassicAssembly assemble(byte[] source, String file) {
    SourceFile text = SourceFile.of(file, source);
    ClassicParser parser = new ClassicParser(text);
    parser.parse();
    List<Diagnostic> diagnostics = new ArrayList<>(parser.diagnostics());
    ClassicLinker linker = new ClassicLinker(parser.statements(), parser.labels());
    Optional<ClassicProgram> program = linker.link();
    diagnostics.addAll(linker.diagnostics());
    if (parser.statements().isEmpty() && diagnostics.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
              DiagnosticCode.PROGRAM_EMPTY,
              "there is no instruction in the file",
              text.origin(0),
              1));
    }
    if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
      program.ifPresent(linked -> linked.check().forEach(error -> diagnostics.add(warning(error))));
    }
    diagnostics.sort(Comparator.comparing(ClassicAssembler::line));
    boolean failed = diagnostics.stream().anyMatch(Diagnostic::isError);
    return new ClassicAssembly(text, failed ? Optional.empty() : program, diagnostics);
  }

  /** What the kernel would refuse is a program nevertheless, and may be meant for others. */
  private static Diagnostic warning(Diagnostic error) {
    List<String> notes = new ArrayList<>(error.notes());
    notes.add("the kernel refuses to attach this");
    return new Diagnostic(
        Severity.WARNING, error.code(), error.message(), error.origin(), error.length(), notes);
  }

  private static int line(Diagnostic diagnostic) {
    return diagnostic.origin() instanceof Origin.Source source ? source.line() : 0;
  }
}
