package dev.jbpf.text.cpp;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.CExpressions;
import dev.jbpf.text.c.CNames;
import dev.jbpf.text.c.CNumber;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates what stands behind {@code #if}. */
final class CConditions {
  private static final Pattern DEFINED =
      Pattern.compile("\\bdefined\\s*(?:\\(\\s*(\\w+)\\s*\\)|(\\w+))");
  private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*");

  private final AssemblyState state;
  private final CDefinitions definitions;
  private final Cursor in;
  private final SourceErrors errors;
  private final CNames names;

  CConditions(AssemblyState state, CDefinitions definitions) {
    this.state = state;
    this.definitions = definitions;
    this.in = state.in;
    this.errors = state.errors;
    this.names = new CNames(state);
  }

  /** {@return whether the expression is not zero; empty, and an error noted, if that is unknown} */
  Optional<Boolean> holds(String text, int from) {
    Optional<String> settled = settled(text, from);
    if (settled.isEmpty()) {
      return Optional.empty();
    }
    try {
      return evaluate(definitions.macros.expand(settled.get()), from);
    } catch (CMacros.NotExpandedException e) {
      errors.add(DiagnosticCode.BAD_MACRO, from, in.at, e.getMessage());
      return Optional.empty();
    }
  }

  /** {@return the text with 1 or 0 for each {@code defined(…)}} */
  private Optional<String> settled(String text, int from) {
    Matcher defined = DEFINED.matcher(text);
    StringBuilder out = new StringBuilder();
    while (defined.find()) {
      String name = defined.group(1) == null ? defined.group(2) : defined.group(1);
      Optional<Boolean> isDefined = isDefined(name, from);
      if (isDefined.isEmpty()) {
        return Optional.empty();
      }
      defined.appendReplacement(out, isDefined.get() ? "1" : "0");
    }
    return Optional.of(defined.appendTail(out).toString());
  }

  /** The text is read in a place of its own, behind the source. */
  private Optional<Boolean> evaluate(String text, int from) {
    int at = in.at;
    int end = in.end;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    in.at = state.source.addExpansion("#if", bytes, from);
    in.end = state.source.size();
    in.text = state.source.bytes();
    CExpressions expressions = new CExpressions(state);
    int before = errors.count();
    Optional<CNumber> value = expressions.readCondition();
    if (value.isPresent() && in.skip() != '\n') {
      errors.add(
          DiagnosticCode.BAD_OPERAND,
          in.at,
          in.at + 1,
          "expected an operator, found " + in.found(in.at));
      value = Optional.empty();
    }
    in.at = at;
    in.end = end;
    if (value.isEmpty() && errors.count() == before) {
      unknown(expressions.unknownName(), from);
    }
    return value.map(CNumber::isTrue);
  }

  /** {@return whether the name is one of a macro; empty, and an error noted, if that is unknown} */
  Optional<Boolean> isDefined(String text, int from) {
    Matcher name = NAME.matcher(text);
    if (!name.matches()) {
      errors.add(DiagnosticCode.BAD_OPERAND, from, in.at, "a name is expected here");
      return Optional.empty();
    }
    Optional<Boolean> known = isKnown(name.group(1));
    if (known.isEmpty()) {
      unknown(name.group(1), from);
    }
    return known;
  }

  private Optional<Boolean> isKnown(String name) {
    if (definitions.macros.isDefined(name)) {
      return Optional.of(true);
    }
    int symbol = state.symbols.find(name);
    boolean isOwn =
        symbol != Symbols.NONE
            && state.symbols.isConstant(symbol)
            && !state.symbols.isBuiltIn(symbol);
    if (isOwn) {
      return Optional.of(true);
    }
    return definitions.undefined.contains(name) ? Optional.of(false) : names.isDefined(name);
  }

  private void unknown(String name, int from) {
    errors.add(
        DiagnosticCode.CONDITION_UNKNOWN,
        from,
        in.at,
        "whether '" + name + "' is defined, and as what, is not known here",
        "`#define " + name + "` or `#undef " + name + "` before this line says it");
  }

  /**
   * {@return whether the line below defines that name} So headers, and sources that do without
   * newer ones, define what may be there: here it is not.
   */
  boolean isGuard(String text) {
    Matcher name = NAME.matcher(text);
    if (!name.matches() || isKnown(name.group(1)).isPresent()) {
      return false;
    }
    int at = in.at;
    boolean isNext = new CLines(in).next();
    boolean isDefinition = isNext && CDirective.at(in).equals("define");
    Matcher defined = NAME.matcher("");
    if (isDefinition) {
      in.skip();
      in.name();
      defined.reset(in.text(in.start, in.at));
    }
    in.at = at;
    return isDefinition && defined.matches() && defined.group(1).equals(name.group(1));
  }
}
