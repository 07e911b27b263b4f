package dev.jbpf.text.value;

import dev.jbpf.btf.core.operand.CoreFunction;
import dev.jbpf.btf.core.operand.CoreOperand;
import dev.jbpf.btf.core.operand.OperandSyntax;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.CoreUse;
import dev.jbpf.text.state.Operands;
import java.util.Optional;

/** Reads {@code core(task_struct.real_parent)} and the like, of {@link CoreFunction}. */
final class CoreOperands {
  private final AssemblyState state;
  private final Cursor in;

  CoreOperands(AssemblyState state) {
    this.state = state;
    this.in = state.in;
  }

  /** {@return whether a name stands there that starts as those of these do} */
  static boolean canStart(Cursor in) {
    byte[] text = in.text;
    int at = in.at;
    return text[at] == 'c' && text[at + 1] == 'o' && text[at + 2] == 'r' && text[at + 3] == 'e';
  }

  /**
   * Reads one if it is one; where the place is in the source stays as it was if not.
   *
   * @return whether there is one, without mistakes; empty if there is none
   */
  Optional<Boolean> read(Operands into, int from) {
    int start = in.at;
    in.name();
    Optional<CoreFunction> function = CoreFunction.named(in.text(in.start, in.at));
    if (function.isEmpty() || in.text[in.at] != '(') {
      in.at = start;
      return Optional.empty();
    }
    int open = in.at + 1;
    int close = open;
    while (in.text[close] != ')' && in.text[close] != '\n') {
      close++;
    }
    if (in.text[close] != ')') {
      return fail(open - 1, open, "nothing closes this parenthesis");
    }
    in.at = close + 1;
    return Optional.of(add(into, function.get(), in.text(open, close), from));
  }

  private boolean add(Operands into, CoreFunction function, String text, int from) {
    try {
      CoreOperand operand = OperandSyntax.parse(function, text);
      if (!state.isObject()) {
        state.errors.add(
            DiagnosticCode.NEEDS_OBJECT,
            from,
            in.at,
            "what depends on the kernel's types a loader fills in: only an object can say it",
            "-f elf writes an object");
        return false;
      }
      int place = state.symbols.anonymous();
      state.symbols.define(
          place, state.sections.current.index, state.sections.current.here(), from);
      state.coreUses.add(new CoreUse(place, operand, from, in.at));
      into.add(Operands.NUMBER, operand.local(), from, in.at);
      return true;
    } catch (IllegalArgumentException e) {
      return fail(from, in.at, String.valueOf(e.getMessage())).orElseThrow();
    }
  }

  private Optional<Boolean> fail(int from, int to, String message) {
    state.errors.add(DiagnosticCode.BAD_OPERAND, from, to, message);
    return Optional.of(false);
  }
}
