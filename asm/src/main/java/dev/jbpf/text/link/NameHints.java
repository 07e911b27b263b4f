package dev.jbpf.text.link;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.KernelNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a name that nothing defines may have been meant to be. */
final class NameHints {
  private final AssemblyState state;
  private final Declarations declarations;
  private final SymbolValues values;
  private final Symbols symbols;
  private final SourceErrors errors;

  /** What is defined nowhere and has been looked at. */
  private final Set<Integer> known = new HashSet<>();

  NameHints(AssemblyState state, Declarations declarations, SymbolValues values) {
    this.state = state;
    this.declarations = declarations;
    this.values = values;
    this.symbols = state.symbols;
    this.errors = state.errors;
  }

  /**
   * Warns of a call that is left to a linker. A linker or the kernel may know the name, but what is
   * close to a helper's is more likely a mistake. Names that the source declares, or compilers
   * describe in BTF, are meant as they are.
   */
  void external(int symbol, int from, int to) {
    if (isNew(symbol)) {
      String near = errors.didYouMean(symbols.name(symbol), KernelNames.helpers());
      warn(
          DiagnosticCode.EXTERNAL_NEAR_HELPER,
          symbol,
          from,
          to,
          ": the call is left to a linker",
          near);
    }
  }

  /**
   * Warns of an address that is left to a linker. It may be another object's, but what is close to
   * a constant's name is more likely a mistake.
   */
  void loaded(int symbol, int from, int to) {
    if (!declarations.isMap(symbol) && isNew(symbol)) {
      String near = near(symbols.name(symbol));
      warn(DiagnosticCode.EXTERNAL_NEAR_NAME, symbol, from, to, ": it is left to a linker", near);
    }
  }

  private boolean isNew(int symbol) {
    return values.mayBeKernels(symbol) && !state.sections.describesItself() && known.add(symbol);
  }

  private void warn(DiagnosticCode code, int symbol, int from, int to, String what, String near) {
    if (!near.isEmpty()) {
      errors.add(
          Severity.WARNING,
          code,
          from,
          to,
          state.in.quote(from, to) + " is defined nowhere" + what,
          near,
          "`.globl " + symbols.name(symbol) + "` says that it is meant");
    }
  }

  /** {@return what the name of a constant, a variable or a map may have been meant to be} */
  String near(String name) {
    List<String> near = new ArrayList<>(KernelNames.candidates(name));
    for (int[] inOrder : symbols.inOrder(state.sections.count())) {
      for (int symbol : inOrder) {
        near.add(symbols.name(symbol));
      }
    }
    return errors.didYouMean(name, near);
  }
}
