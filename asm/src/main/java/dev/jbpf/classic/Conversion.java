package dev.jbpf.classic;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came of converting a classic program to eBPF.
 *
 * @param program the eBPF program; empty if there are errors
 * @param diagnostics the errors: what the kernel would refuse of the classic program, and what an
 *     eBPF program cannot do
 */
public record Conversion(Optional<Program> program, List<Diagnostic> diagnostics) {

  /** A conversion; {@code diagnostics} are copied. */
  public Conversion {
    diagnostics = List.copyOf(diagnostics);
  }

  /** {@return whether there is no program} */
  public boolean hasErrors() {
    return program.isEmpty();
  }
}
