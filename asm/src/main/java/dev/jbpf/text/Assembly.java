package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.source.SourceFile;
import dev.jbpf.text.emit.AssembledSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a source was assembled to, and what there is to say about it. */
public final class Assembly {
  private final AssembledSource assembled;

  Assembly(AssembledSource assembled) {
    this.assembled = assembled;
  }

  /**
   * {@return the program: the section that the options name, or the only one with instructions;
   * empty if there are errors} In an object there may be several, see {@link #programs}.
   */
  public Optional<Program> program() {
    Map<String, Program> all = programs();
    String only = all.size() == 1 ? all.keySet().iterator().next() : "";
    return Optional.ofNullable(all.get(assembled.section().orElse(only)));
  }

  /**
   * {@return the sections with instructions, in the order of the source, by name; none if there are
   * errors} Where an object is made, what a linker or loader fills in is as the object has it.
   */
  public Map<String, Program> programs() {
    return hasErrors() ? Map.of() : assembled.programs();
  }

  /**
   * {@return an object with all sections, symbols and relocations; empty if there are errors} Meant
   * for {@link AssemblerOptions.Output#OBJECT}: where a program is made, names that are defined
   * nowhere are errors. Functions of more than 65,536 slots are described without their lines.
   */
  public Optional<ElfObject> object() {
    return hasErrors() ? Optional.empty() : Optional.of(assembled.object().build());
  }

  /** {@return all messages, in the order of the source} */
  public List<Diagnostic> diagnostics() {
    return assembled.diagnostics();
  }

  /** {@return whether a message is an error} */
  public boolean hasErrors() {
    return assembled.hasErrors();
  }

  /**
   * {@return the errors and warnings as text, each with its source line and a caret; empty for
   * none}
   */
  public String report() {
    return report(Severity.WARNING);
  }

  /**
   * {@return the messages as text that are of {@code lowest} severity or worse; of very many, the
   * first and a count of the others}
   */
  public String report(Severity lowest) {
    if (diagnostics().isEmpty()) {
      return "";
    }
    LineCache lines = new LineCache(assembled.source());
    return DiagnosticPrinter.print(
        diagnostics().stream().filter(each -> each.severity().compareTo(lowest) <= 0).toList(),
        lines::text);
  }

  /** Many messages can be about one line, which may be long. */
  private static final class LineCache {
    private final SourceFile source;
    private String file = "";
    private int number;
    private String text = "";

    LineCache(SourceFile source) {
      this.source = source;
    }

    String text(Diagnostic diagnostic) {
      Origin.Source place = (Origin.Source) diagnostic.origin();
      if (place.line() != number || !place.file().equals(file)) {
        file = place.file();
        number = place.line();
        text = source.line(place);
      }
      return text;
    }
  }
}
