package dev.jbpf.text.read;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.cpp.CDefinitions;
import dev.jbpf.text.cpp.CPreprocessor;
import dev.jbpf.text.directive.Directives;
import dev.jbpf.text.grammar.Dialects;
import dev.jbpf.text.grammar.Form;
import dev.jbpf.text.macro.Expansions;
import dev.jbpf.text.names.ForeignHabits;
import dev.jbpf.text.names.LocalLabels;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.paste.PastedSources;
import dev.jbpf.text.paste.PastedText;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Declarations;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.statement.CacheReader;
import dev.jbpf.text.statement.CacheWriter;
import dev.jbpf.text.statement.Emitter;
import dev.jbpf.text.statement.StatementCache;
import dev.jbpf.text.statement.StatementMatcher;
import dev.jbpf.text.value.Expressions;
import java.util.Optional;

/** Reads the statements of a source. */
final class Parser {
  private static final int LLVM = Dialects.LLVM;
  private static final int GNU = Dialects.GNU;

  private final AssemblyState state;
  private final int dialects;
  private final SourceErrors errors;
  private final Cursor in;
  private final Symbols symbols;
  private final LocalLabels locals;
  private final Operands operands = new Operands();
  private final CDefinitions definitions = new CDefinitions();
  private final Expressions expressions;
  private final StatementMatcher matcher;
  private final StatementCache skeletons = new StatementCache();
  private final CacheReader quick;
  private final CacheWriter learner;
  private final Emitter emitter;
  private final Expansions expansions;
  private final Directives directives;
  private final PastedText pasted;

  /** Made where the first line could be one of C's. */
  private Optional<CPreprocessor> preprocessor = Optional.empty();

  /** The dialect of the last statement that belongs to one only. */
  private int lastDialect;

  /** How many names had replaced the kernel's when statements were last read quickly. */
  private int replaced;

  Parser(AssemblyState state, Declarations declarations) {
    this.state = state;
    this.dialects = state.settings.dialects();
    this.errors = state.errors;
    this.in = state.in;
    this.symbols = state.symbols;
    this.locals = new LocalLabels(symbols);
    this.expressions = new Expressions(state, locals);
    this.matcher = new StatementMatcher(state, operands, expressions, locals);
    this.quick = new CacheReader(state, skeletons);
    this.learner = new CacheWriter(state, operands, skeletons);
    this.emitter = new Emitter(state, operands);
    this.expansions = new Expansions(state, expressions, definitions);
    this.directives = new Directives(state, declarations, expressions, expansions);
    this.pasted =
        new PastedSources(state, declarations, operands, expressions, expansions, learner);
    this.lastDialect = dialects == GNU ? GNU : LLVM;
  }

  /** Reads all. */
  void parse() {
    boolean lineStart = true;
    while ((in.at < in.end || expansions.leave()) && !errors.isFull()) {
      int c = in.skip();
      if (c == '\n') {
        in.at++;
        lineStart = true;
        pasted.endLine();
      } else if (c == '#' && lineStart && mayBeOfC() && preprocessor().line()) {
        lineStart = false;
      } else if (c == '#' || c == ';' && (lineStart || isComment())) {
        in.toLineEnd();
      } else if (c == ';') {
        in.at++;
      } else if (!definitions.macros.isEmpty() && preprocessor().expand()) {
        continue;
      } else if (definitions.macros.isEmpty() && quick()) {
        lineStart = quick.isLineStart;
      } else {
        int depth = expansions.depth();
        statement(lineStart);
        // The body of a macro starts with a line of its own.
        lineStart = expansions.depth() > depth;
      }
    }
    directives.finish();
    if (preprocessor.isPresent()) {
      preprocessor.get().finish();
    }
    pasted.finish();
    if (in.openComment >= 0) {
      errors.add(
          DiagnosticCode.BAD_COMMENT,
          in.openComment,
          in.openComment + 2,
          "nothing ends this comment");
    }
  }

  /** Whether a word follows the number sign that starts like one of the preprocessor's. */
  private boolean mayBeOfC() {
    int at = in.at + 1;
    while (Characters.isSpace(in.text[at])) {
      at++;
    }
    return "deiuw".indexOf(in.text[at]) >= 0;
  }

  private CPreprocessor preprocessor() {
    if (preprocessor.isEmpty()) {
      preprocessor = Optional.of(new CPreprocessor(state, definitions, expansions));
    }
    return preprocessor.get();
  }

  /** A semicolon behind a statement: LLVM's assembler reads another one, GNU's a comment. */
  private boolean isComment() {
    return lastDialect == GNU || pasted.isDump();
  }

  /** Reads statements that are like others before, and returns whether there is one. */
  private boolean quick() {
    CodeImage code = state.sections.current.code;
    if (pasted.isOpen() || code.size() == 0 || code.partialSize() > 0) {
      return false;
    }
    if (symbols.replaced() != replaced) {
      replaced = symbols.replaced();
      skeletons.clear();
    }
    int from = in.at;
    quick.read(code);
    lastDialect = quick.lastDialect == 0 ? lastDialect : quick.lastDialect;
    return in.at > from;
  }

  private void statement(boolean startsLine) {
    if (pasted.begin(startsLine, in.at)) {
      return;
    }
    int c = in.skip();
    int from = in.at;
    int errorsBefore = errors.count();
    if (!Characters.endsStatement(c)
        && !statement(c, from)
        && !pasted.failed(startsLine, errorsBefore, from)) {
      recover();
    }
  }

  private boolean statement(int c, int from) {
    boolean named = Characters.startsName(c);
    if (named) {
      in.name();
      if (in.text[in.at] == ':') {
        label(from);
        return true;
      }
      if (c == '.') {
        dotted(from);
        return true;
      }
    } else if (Characters.isDigit(c) && numberedLabel() || nameInListing(from) || pasted.sign(c)) {
      return true;
    }
    return matcher.match(named) ? instruction(from) : matcher.isUnknown && named(from);
  }

  private void label(int from) {
    if (pasted.isTool(from)) {
      return;
    }
    int to = in.at++;
    define(symbols.intern(in.text, from, to, in.hash), from, to);
  }

  /** A label that is a number, or the number in front of a line of a dump. */
  private boolean numberedLabel() {
    int from = in.at;
    if (!in.number() || in.skip() != ':') {
      in.at = from;
      return false;
    }
    in.at++;
    long number = in.number;
    if (pasted.numbered(number, from) == PastedText.Rest.OTHER) {
      define(locals.define(number), from, in.at);
    }
    return true;
  }

  /** A name in angle brackets, as disassemblers of objects write it. */
  private boolean nameInListing(int from) {
    Optional<PastedText.Name> name = pasted.bracketed(from);
    if (name.isPresent() && name.get().isLabel()) {
      int start = name.get().from();
      int end = name.get().to();
      define(symbols.intern(in.text(start, end)), start, end);
    }
    return name.isPresent();
  }

  private void define(int symbol, int from, int to) {
    if (!symbols.isDefined(symbol) || symbols.isBuiltIn(symbol)) {
      symbols.define(symbol, state.sections.current.index, state.sections.current.here(), from);
      return;
    }
    errors.add(
        DiagnosticCode.LABEL_DUPLICATE,
        from,
        to,
        in.quote(from, to) + " is defined twice",
        "it is defined first at " + state.source.origin(symbols.definition(symbol)));
  }

  /** A directive, or an assignment to a symbol whose name starts with a dot. */
  private void dotted(int from) {
    int to = in.at;
    int hash = in.hash;
    int errorsBefore = errors.count();
    if (in.skip() == '=') {
      assign(symbols.intern(in.text, from, to, hash), from, to);
    } else if (directives.read(from, to)) {
      return;
    }
    if (!Characters.endsStatement(in.skip())) {
      if (errors.count() == errorsBefore) {
        String found = in.found(in.at);
        errors.add(
            DiagnosticCode.BAD_DIRECTIVE,
            in.at,
            in.at + 1,
            "expected the end of the statement, found " + found);
      }
      recover();
    }
  }

  /** A statement that starts with a name which no instruction starts with. */
  private boolean named(int from) {
    int to = in.at;
    int hash = in.hash;
    boolean isRegister = RegisterNames.of(in) != RegisterNames.NONE;
    int next = in.skip();
    if (next == '=' && in.text[in.at + 1] != '=' && !isRegister) {
      if (ForeignHabits.isLikeRegister(in.text(from, to))) {
        errors.add(
            DiagnosticCode.BAD_REGISTER,
            from,
            to,
            in.quote(from, to) + " is not a register",
            ForeignHabits.REGISTERS,
            "`.set " + in.text(from, to) + ", 5` makes it a name for a number");
      }
      assign(symbols.intern(in.text, from, to, hash), from, to);
      return true;
    }
    if (next == ':') {
      in.at++;
      define(symbols.intern(in.text, from, to, hash), from, to);
      return true;
    }
    if (pasted.named(in.text(from, to), from)) {
      return true;
    }
    if (expansions.call(in.text(from, to), from)) {
      return true;
    }
    matcher.unknown(from);
    return false;
  }

  private void assign(int symbol, int from, int to) {
    in.at++;
    directives.assign(symbol, from, to);
  }

  private boolean instruction(int from) {
    boolean isFirst = true;
    for (Form shape : matcher.candidates()) {
      if ((dialects & shape.dialects) != 0) {
        if (meets(shape)) {
          emit(shape, isFirst, from);
          return true;
        }
        isFirst = false;
      }
    }
    matcher.refuse(dialects, from);
    return false;
  }

  /** Only what is asked for first is the same whatever the numbers are. */
  private void emit(Form shape, boolean isFirst, int from) {
    int only = shape.dialects == GNU || shape.dialects == LLVM ? shape.dialects : 0;
    lastDialect = only == 0 ? lastDialect : only;
    emitter.emit(shape, from);
    if (!pasted.emitted(shape.op, from) && isFirst) {
      learner.learn(shape, only, from);
    }
  }

  private boolean meets(Form shape) {
    for (Form.Condition condition : shape.conditions) {
      if (!operands.meets(condition)) {
        return false;
      }
    }
    return true;
  }

  private void recover() {
    while (!Characters.endsStatement(in.skip())) {
      if (in.text[in.at] == '"') {
        in.text();
      } else {
        in.at++;
      }
    }
  }
}
