package dev.jbpf.cli.console;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.nio.ByteOrder;
import java.util.Set;

/** Assembles text that is to be run or verified: as programs, or as the object that it needs. */
public record TextAssembler(InputFile source, Console console) {
  private static final Set<String> NEEDS_OBJECT =
      Set.of(DiagnosticCode.NEEDS_OBJECT.toString(), DiagnosticCode.SECTION_AMBIGUOUS.toString());

  /** {@return {@code source}, assembled for {@code output}} */
  public Assembly assemble(AssemblerOptions.Output output) {
    AssemblerOptions options =
        AssemblerOptions.DEFAULT
            .order(ByteOrder.LITTLE_ENDIAN)
            .output(output)
            .includes(new IncludedFiles(source, console));
    return Assembler.assemble(source.bytes(), source.name(), options);
  }

  /** {@return whether nothing is wrong but that only an object can hold it} */
  public static boolean needsObject(Assembly assembly) {
    return assembly.diagnostics().stream()
        .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .allMatch(diagnostic -> NEEDS_OBJECT.contains(diagnostic.code()));
  }
}
