package dev.jbpf.classic;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import dev.jbpf.source.SourceFile;
import java.util.List;
import java.util.Optional;

/** What came of assembling: a program unless there were errors, and everything there is to say. */
public final class ClassicAssembly {
  private final SourceFile source;
  private final Optional<ClassicProgram> program;
  private final List<Diagnostic> diagnostics;

  ClassicAssembly(
      SourceFile source, Optional<ClassicProgram> program, List<Diagnostic> diagnostics) {
    this.source = source;
    this.program = program;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** {@return the program; empty if there were errors} */
  public Optional<ClassicProgram> program() {
    return program;
  }

  /**
   * {@return all messages, in the order of their places}
   *
   * <p>Warnings say what the kernel would refuse, see {@link ClassicProgram#check}; notes, where a
   * jump was added.
   */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** {@return whether one of the messages is an error} */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** {@return the messages as people read them, with the source lines; empty if there are none} */
  public String report() {
    return report(diagnostics);
  }

  /** {@return what there is to say of a conversion, in the same form} */
  public String report(Conversion conversion) {
    return report(conversion.diagnostics());
  }

  private String report(List<Diagnostic> messages) {
    return DiagnosticPrinter.print(
        messages, each -> each.origin() instanceof Origin.Source place ? source.line(place) : "");
  }
}
