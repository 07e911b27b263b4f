package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assembles one source. */
final class Parser {
  /** Bytes of source that an instruction takes, at least on average. */
  private static final int BYTES_A_STATEMENT = 14;

  private static final int LLVM = Dialect.LLVM.bit();
  private static final int GNU = Dialect.GNU.bit();

  private final SourceText source;
  private final Dialect dialect;
  private final Errors errors;
  private final Scanner in;
  private final Symbols symbols = new Symbols();
  private final LocalLabels locals = new LocalLabels(symbols);
  private final CodeBuffer code;
  private final Expressions expressions;
  private final Matcher matcher;
  private final Emitter emitter;
  private final Shapes shapes = Shapes.all();

  /** The dialect of the last statement that belongs to one only. */
  private int lastDialect = LLVM;

  Parser(SourceText source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    this.errors = new Errors(source);
    this.in = new Scanner(source.bytes());
    this.code = new CodeBuffer(source.bytes().length / BYTES_A_STATEMENT);
    this.expressions = new Expressions(in, symbols, errors);
    this.matcher = new Matcher(in, symbols, errors, expressions, locals);
    this.emitter = new Emitter(in, symbols, errors, code, matcher.operands);
    if (dialect == Dialect.GNU) {
      lastDialect = GNU;
    }
  }

  Assembly parse() {
    if (TextCheck.isText(source, errors)) {
      lines();
      finish();
    }
    return new Assembly(source, program(), errors.sorted());
  }

  private void lines() {
    boolean lineStart = true;
    while (in.at < in.text.length && !errors.isFull()) {
      int c = in.skip();
      if (c == '\n') {
        in.at++;
        lineStart = true;
      } else if (c == '#' || c == ';' && (lineStart || isComment())) {
        in.toLineEnd();
      } else if (c == ';') {
        in.at++;
      } else {
        lineStart = false;
        statement(c);
      }
    }
  }

  /** A semicolon behind a statement: LLVM's assembler reads another one, GNU's a comment. */
  private boolean isComment() {
    return lastDialect == GNU;
  }

  private void statement(int c) {
    int from = in.at;
    boolean named = Chars.startsName(c);
    if (named) {
      in.name();
      if (in.text[in.at] == ':') {
        label(from);
        return;
      }
      if (c == '.') {
        directive(from, in.at);
        return;
      }
    } else if (Chars.isDigit(c) && numberedLabel()) {
      return;
    }
    if (!matcher.match(named) || !emit(from)) {
      recover();
    }
  }

  private void label(int from) {
    int to = in.at++;
    define(symbols.intern(in.text, from, to, in.hash), from, to);
  }

  private boolean numberedLabel() {
    int from = in.at;
    if (in.number() && in.skip() == ':') {
      in.at++;
      define(locals.define(in.number), from, in.at);
      return true;
    }
    in.at = from;
    return false;
  }

  private void define(int symbol, int from, int to) {
    if (symbols.place(symbol) == Symbols.UNKNOWN) {
      symbols.define(symbol, code.size, from);
      return;
    }
    errors.add(
        "label-duplicate",
        from,
        to,
        Complaints.quote(in, from, to) + " is defined twice",
        "it is defined first at " + source.origin(symbols.definition(symbol)));
  }

  /** {@code .raw 0x0123456789abcdef}: a slot that is no instruction. */
  private void directive(int from, int to) {
    if (!in.text(from, to).equals(".raw")) {
      errors.add(
          "unknown-directive",
          from,
          to,
          "unknown directive " + Complaints.quote(in, from, to),
          errors.didYouMean(in.text(from, to), List.of(".raw")));
      recover();
      return;
    }
    Operands operands = matcher.operands;
    operands.count = 0;
    if (expressions.read(operands)) {
      code.add(operands.values[0], from);
    }
    if (!Chars.endsStatement(in.skip())) {
      recover();
    }
  }

  private boolean emit(int from) {
    Shape[] candidates = shapes.endingAt(matcher.node);
    for (Shape shape : candidates) {
      if (dialect.admits(shape.dialects) && meets(shape)) {
        if (shape.dialects == GNU || shape.dialects == LLVM) {
          lastDialect = shape.dialects;
        }
        emitter.emit(shape, from);
        return true;
      }
    }
    matcher.refuse(candidates, dialect, from);
    return false;
  }

  private boolean meets(Shape shape) {
    for (Shape.Condition condition : shape.conditions) {
      if (!matcher.operands.meets(condition)) {
        return false;
      }
    }
    return true;
  }

  private void recover() {
    while (!Chars.endsStatement(in.skip())) {
      in.at++;
    }
  }

  private void finish() {
    if (in.openComment >= 0) {
      errors.add("bad-comment", in.openComment, in.openComment + 2, "nothing ends this comment");
    }
    if (code.size == 0 && !errors.hasErrors()) {
      errors.add("empty", 0, 0, "there is no instruction in this source");
    }
    new Linkage(in, symbols, errors, code).resolve();
  }

  private Optional<Program> program() {
    if (errors.hasErrors()) {
      return Optional.empty();
    }
    int[] offsets = Arrays.copyOf(code.offsets, code.size);
    return Optional.of(
        Program.ofWords(
            code.words, code.size, slot -> source.origin(offsets[slot]), labels(), emitter.maps()));
  }

  private Map<String, Slot> labels() {
    Map<String, Slot> labels = new LinkedHashMap<>();
    symbols.inOrderOfPlace((name, place) -> labels.put(name, new Slot(place)));
    return labels;
  }
}
