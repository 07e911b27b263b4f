package dev.jbpf.testkit;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on assembly text. */
public final class SourceAssert extends AbstractAssert<SourceAssert, String> {
  SourceAssert(String source) {
    super(source, SourceAssert.class);
  }

  /** {@return assertions on the program, after this one: that the text assembles} */
  public ProgramAssert assembles() {
    Assembly assembly = Assembler.assemble(actual);
    if (assembly.program().isEmpty()) {
      failWithMessage("Expected it to assemble, but:%n%s", assembly.report());
    }
    return new ProgramAssert(assembly.program().orElseThrow());
  }

  /** Asserts that one of the errors has that code, such as {@code imm-range}. */
  public SourceAssert failsToAssembleWith(String code) {
    Assembly assembly = Assembler.assemble(actual);
    List<String> codes = assembly.diagnostics().stream().map(Diagnostic::code).toList();
    if (!assembly.hasErrors()) {
      failWithMessage("Expected an error <%s>, but it assembles", code);
    }
    if (!codes.contains(code)) {
      failWithMessage("Expected an error <%s>, but there were:%n%s", code, assembly.report());
    }
    return this;
  }
}
