package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code .reloc OFFSET, TYPE, SYMBOL}: a relocation that no other statement gives. */
public final class RelocationDirective {
  private static final Map<String, RelocationType> TYPES =
      Arrays.stream(RelocationType.values())
          .collect(Collectors.toMap(RelocationType::name, Function.identity()));

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;

  RelocationDirective(AssemblyState state, Expressions expressions) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
  }

  void read(int from, int to) {
    Operands value = new Operands();
    if (!expressions.read(value)) {
      return;
    }
    Optional<RelocationType> type = hasName() ? type() : Optional.empty();
    if (type.isEmpty() || value.kinds[0] != Operands.NUMBER || !hasName()) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE, from, to, ".reloc takes an offset, a type and a symbol");
      return;
    }
    if (!state.isObject()) {
      errors.add(
          DiagnosticCode.NEEDS_OBJECT,
          from,
          to,
          "a relocation is for a linker or loader: only an object can hold it",
          "-f elf writes an object");
      return;
    }
    in.name();
    int symbol = state.symbols.intern(in.text, in.start, in.at, in.hash);
    state.sections.current.given.add(
        new SectionImage.Given(value.values[0], type.get(), symbol, from, to));
  }

  /** {@return whether a comma and a name follow; the name is not passed} */
  private boolean hasName() {
    if (in.skip() != ',') {
      return false;
    }
    in.at++;
    return Characters.startsName(in.skip());
  }

  private Optional<RelocationType> type() {
    in.name();
    return type(in.text(in.start, in.at));
  }

  /** {@return the type of that name, if there is one} */
  public static Optional<RelocationType> type(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }
}
