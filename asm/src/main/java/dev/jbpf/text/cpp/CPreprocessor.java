package dev.jbpf.text.cpp;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.grammar.Grammar;
import dev.jbpf.text.macro.Expansions;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the lines of C's preprocessor that stand in pasted sources, and puts in place of a
 * statement what the macros in it make of it.
 */
public final class CPreprocessor {
  /** What is no word of a comment: in capitals. */
  private static final Pattern OWN_NAME = Pattern.compile("[A-Z_][A-Z0-9_]*");

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Symbols symbols;
  private final CDefinitions definitions;
  private final Expansions expansions;
  private final CConditionals conditionals;
  private final CStatements statements;
  private final CLines lines;

  /** From where to where it is known that no {@code #endif} stands. */
  private int endlessFrom;

  private int endlessTo;

  /** The texts in which macros have been replaced: where they start, and where they end. */
  private final NavigableMap<Integer, Integer> done = new TreeMap<>();

  public CPreprocessor(AssemblyState state, CDefinitions definitions, Expansions expansions) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.symbols = state.symbols;
    this.definitions = definitions;
    this.expansions = expansions;
    this.conditionals = new CConditionals(state, definitions);
    this.statements = new CStatements(in);
    this.lines = new CLines(in);
  }

  /** Reads a line that starts with a number sign here, and returns whether it is no comment. */
  public boolean line() {
    int from = in.at;
    String word = CDirective.at(in);
    int to = in.at;
    boolean isAdjacent = to - from == word.length() + 1;
    boolean isMeant =
        CDirective.isMeant(word, isAdjacent, conditionals.isOpen(), in, this::hasEnd)
            || isAboutAMacro(word);
    if (!isMeant) {
      in.at = from;
      return false;
    }
    switch (word) {
      case "define" -> define(from);
      case "undef" -> undefine();
      case "if", "ifdef", "ifndef" -> conditionals.begin(word, from, to);
      case "endif" -> conditionals.end(from, to);
      case "error" -> told(Severity.ERROR, from, to);
      case "warning" -> told(Severity.WARNING, from, to);
      default -> conditionals.otherwise(from, to);
    }
    return true;
  }

  /** Where no end follows, none follows behind that place either: lines are not read for each. */
  private boolean hasEnd(Cursor scanner) {
    boolean isEndless = scanner.at >= endlessFrom && scanner.end == endlessTo;
    if (!isEndless && !CDirective.hasEnd(scanner)) {
      endlessFrom = scanner.at;
      endlessTo = scanner.end;
      isEndless = true;
    }
    return !isEndless;
  }

  /**
   * {@return whether a name is defined, or forgotten, behind a blank} The words of a comment may
   * stand there: names in capitals, and those that are macros by now, are no words.
   */
  private boolean isAboutAMacro(String word) {
    if (!word.equals("define") && !word.equals("undef")) {
      return false;
    }
    int at = in.at;
    boolean isAbout = false;
    if (Characters.startsName(in.skip())) {
      in.name();
      String name = in.text(in.start, in.at);
      int symbol = symbols.find(name);
      boolean isKnown = symbol != Symbols.NONE && symbols.isConstant(symbol);
      isAbout = isKnown || definitions.macros.isDefined(name) || OWN_NAME.matcher(name).matches();
    }
    in.at = at;
    return isAbout;
  }

  /** Says so if something that was begun has no end. */
  public void finish() {
    conditionals.finish();
  }

  private void told(Severity severity, int from, int to) {
    errors.add(severity, DiagnosticCode.ERROR_DIRECTIVE, from, to, lines.rest().strip());
  }

  private void define(int from) {
    Optional<CMacro> macro = CMacro.parse(lines.rest());
    if (macro.isEmpty()) {
      errors.add(DiagnosticCode.BAD_MACRO, from, in.at, "#define takes a name");
      return;
    }
    String name = macro.get().name();
    forget(name);
    definitions.undefined.remove(name);
    int symbol = symbols.intern(name);
    if (macro.get().isNumber() && isUnknown(name) && symbols.section(symbol) < 0) {
      String digits = macro.get().body().replaceAll("[\\s()]", "");
      symbols.defineNumber(symbol, Long.decode(digits), false, from);
    } else {
      definitions.macros.define(macro.get());
    }
  }

  /** Whether the assembler gives that name no meaning that a symbol would not change. */
  private static boolean isUnknown(String name) {
    Cursor word = Cursor.of(name);
    word.name();
    return RegisterNames.of(word) == RegisterNames.NONE
        && Grammar.macros().lexicon().find(word.text, 0, word.at, word.hash) == 0
        && Grammar.statements().lexicon().find(word.text, 0, word.at, word.hash) == 0;
  }

  private void undefine() {
    String name = lines.rest().strip();
    forget(name);
    definitions.undefined.add(name);
  }

  private void forget(String name) {
    definitions.macros.remove(name);
    int symbol = name.isEmpty() ? Symbols.NONE : symbols.find(name);
    if (symbol != Symbols.NONE && symbols.isConstant(symbol)) {
      symbols.define(symbol, Symbols.UNDEFINED, 0, 0);
    }
  }

  /**
   * Puts what macros make of the next statement in its place, and returns whether there are any.
   */
  public boolean expand() {
    int from = in.at;
    Map.Entry<Integer, Integer> around = done.floorEntry(from);
    if (around != null && from < around.getValue()) {
      return false;
    }
    int to = statements.end();
    String text = in.text(from, to);
    if (!definitions.macros.isIn(text)) {
      return false;
    }
    try {
      in.at = to;
      int start = state.source.size();
      expansions.text("#define", definitions.macros.expand(text), from);
      done.put(start, state.source.size());
    } catch (CMacros.NotExpandedException e) {
      errors.add(DiagnosticCode.BAD_MACRO, from, to, e.getMessage());
    }
    return true;
  }
}
