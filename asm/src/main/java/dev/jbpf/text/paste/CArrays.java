package dev.jbpf.text.paste;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.isa.Field;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.CTypes;
import dev.jbpf.text.cpp.CMacro;
import dev.jbpf.text.cpp.CMacros;
import dev.jbpf.text.cpp.CStatements;
import dev.jbpf.text.macro.Expansions;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.statement.CacheWriter;
import dev.jbpf.text.statement.Emitter;
import dev.jbpf.text.statement.StatementCache;
import dev.jbpf.text.value.Expressions;
import java.util.List;
import java.util.Optional;

/**
 * Reads what stands around and between the macros in C sources: {@code struct bpf_insn prog[] = {},
 * {@code BPF_RAW_INSN(…)}, {@code { .code = BPF_JMP | BPF_EXIT }} and {@code };}.
 */
final class CArrays {
  /** The fields of {@code struct bpf_insn}, in its order. */
  private static final List<String> FIELDS = List.of("code", "dst_reg", "src_reg", "off", "imm");

  /** Those of {@code struct sock_filter}, but for the one that both have. */
  private static final List<String> CLASSIC_NAMES = List.of("jt", "jf", "k");

  private static final StatementCache.Hole[] HOLES = {
    new StatementCache.Hole(0, 0xff, 0, 0xff, false),
    new StatementCache.Hole(Field.DST, 0, 0xf, false),
    new StatementCache.Hole(Field.SRC, 0, 0xf, false),
    new StatementCache.Hole(Field.OFF, Short.MIN_VALUE, Short.MAX_VALUE, false),
    new StatementCache.Hole(Field.IMM, Integer.MIN_VALUE, Emitter.MAX_IMMEDIATE, false)
  };

  /** How many fields {@code struct sock_filter} has. */
  private static final int CLASSIC_FIELDS = 4;

  private static final int OFF = 3;
  private static final int IMM = 4;

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;
  private final Expansions expansions;
  private final Operands operands;
  private final CacheWriter cacheWriter;

  /** Whether a register is named among the fields, which no classic slot has. */
  private boolean hasRegister;

  /** How many parentheses around slots are open. */
  private int openParentheses;

  /** Whether an array of slots has been declared, so that there is no doubt what numbers are. */
  private boolean isDeclared;

  CArrays(
      AssemblyState state,
      Operands operands,
      Expressions expressions,
      Expansions expansions,
      CacheWriter cacheWriter) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
    this.expansions = expansions;
    this.operands = operands;
    this.cacheWriter = cacheWriter;
  }

  /** {@return whether the statement that starts with {@code c} was C's, and is read} */
  boolean punctuation(int c) {
    int from = in.at;
    if (c == '{') {
      int behind = ++in.at;
      int next = skipLines();
      if (next == '.'
          || Characters.isDigit(next)
          || isName("BPF_LD", "BPF_ALU", "BPF_JMP", "BPF_ST")) {
        if (!fields('}', from)) {
          in.toLineEnd();
        }
      } else {
        // What follows in the next line may be the preprocessor's.
        in.at = behind;
      }
      return true;
    }
    if (c == '}' || c == ',') {
      in.at++;
      return true;
    }
    if (c == ')' && openParentheses > 0) {
      openParentheses--;
      in.at++;
      return true;
    }
    return c == '(' && literal();
  }

  /** {@code ((struct bpf_insn) { … })}, which the kernel's macros stand for. */
  private boolean literal() {
    int from = in.at++;
    boolean isInner = skipLines() == '(';
    in.at += isInner ? 1 : 0;
    boolean isLiteral = CTypes.words(in).equals("struct bpf_insn") && in.skip() == ')';
    if (!isLiteral) {
      in.at = from;
      return false;
    }
    in.at++;
    openParentheses += isInner ? 1 : 0;
    isDeclared = true;
    return true;
  }

  private boolean isName(String... starts) {
    for (String start : starts) {
      if (in.text(in.at, Math.min(in.end, in.at + start.length())).equals(start)) {
        return in.text(in.at, Math.min(in.end, in.at + 40)).matches("(?s)[A-Z0-9_]+\\s*[|,].*");
      }
    }
    return false;
  }

  /** Blanks, comments and the ends of lines, and returns the byte after them. */
  private int skipLines() {
    int c = in.skip();
    while (c == '\n' && in.at + 1 < in.end) {
      in.at++;
      c = in.skip();
    }
    return c;
  }

  /** {@return whether {@code name}, which was read, starts something of C's, which is read too} */
  boolean name(String name, int from) {
    if (name.equals("BPF_RAW_INSN") && in.skip() == '(') {
      in.at++;
      if (!fields(')', from)) { // Why not is told.
        in.at = new CStatements(in).end(from);
      }
      return true;
    }
    Optional<CMacro> raw = RawMacros.find(name);
    if (raw.isPresent() && in.skip() == '(') {
      return expand(raw.get(), from);
    }
    if (List.of("struct", "static", "const", "unsigned").contains(name)) {
      return declaration(from);
    }
    boolean isClassic = name.equals("BPF_STMT") || name.equals("BPF_JUMP");
    if (isClassic) {
      classic(from, in.at, name + " makes a slot of a classic program");
      in.at = new CStatements(in).end(from);
    }
    return isClassic;
  }

  private boolean expand(CMacro macro, int from) {
    int to = new CStatements(in).end(from);
    try {
      String text = CMacros.expand(macro, in.text(from, to));
      in.at = to;
      expansions.text(macro.name(), text, from);
    } catch (CMacros.NotExpandedException e) {
      errors.add(DiagnosticCode.BAD_MACRO, from, to, e.getMessage());
      in.at = to;
    }
    return true;
  }

  /** {@code static struct bpf_insn prog[] =}, up to the brace. */
  private boolean declaration(int from) {
    while (in.text[in.at] != '\n' && in.text[in.at] != '{') {
      in.at++;
    }
    String text = in.text(from, in.at);
    isDeclared |= text.contains("bpf_insn");
    if (text.contains("sock_filter")) {
      classic(from, in.at, "this is a classic program");
      skipArray();
    }
    return true;
  }

  private void classic(int from, int to, String what) {
    errors.add(
        DiagnosticCode.DIALECT,
        from,
        to,
        what,
        "`--dialect classic` assembles it, and `--convert` makes it eBPF");
  }

  /** Goes behind the array whose brace comes next, if there is one. */
  private void skipArray() {
    int depth = 0;
    for (int c; in.at < in.end - 1; in.at++) {
      c = skipLines();
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && c != '\n') {
        in.at += c == '}' && in.at < in.end - 1 ? 1 : 0;
        return;
      }
    }
  }

  private boolean fields(char close, int from) {
    StatementCache.Hole[] written = new StatementCache.Hole[FIELDS.size()];
    boolean isPlain = true;
    boolean isNamed = false;
    long word = 0;
    operands.count = 0;
    hasRegister = false;
    int count = 0;
    for (int next = 0; skipLines() != close; next++) {
      isNamed |= in.text[in.at] == '.';
      int start = in.at;
      int field = name(next);
      boolean isOfClassic =
          field < 0 && CLASSIC_NAMES.contains(in.text(in.start, in.at).replace("=", "").strip());
      if (isOfClassic && !isDeclared) {
        classic(start, in.at, "a field of a slot of a classic program");
        return false;
      }
      if (field < 0 || field >= FIELDS.size()) {
        String names = Cursor.orList(FIELDS);
        errors.add(
            DiagnosticCode.BAD_OPERAND,
            start,
            in.at,
            "the fields of a bpf_insn are " + names.replace(" or ", " and "));
        return false;
      }
      if (operands.count == written.length) {
        operands.count = 0;
        isPlain = false;
      }
      written[operands.count] = HOLES[field];
      if (!value()) {
        return false;
      }
      word |= HOLES[field].place(checked(field));
      next = field;
      count++;
      int c = skipLines();
      if (c == ',') {
        in.at++;
      } else if (c != close) {
        String found = in.found(in.at);
        errors.add(
            DiagnosticCode.BAD_OPERAND,
            in.at,
            in.at + 1,
            "expected ',' or '" + close + "', found " + found);
        return false;
      }
    }
    // Braces may leave out what is zero, a macro of C nothing.
    if (close == ')' && count != FIELDS.size()) {
      String what = "the macro 'BPF_RAW_INSN' takes " + FIELDS.size() + " values, found " + count;
      errors.add(DiagnosticCode.BAD_MACRO, from, in.at + 1, what);
    }
    in.at++;
    boolean mayBeClassic = close == '}' && isPlain && !isNamed && !isDeclared && !hasRegister;
    if (mayBeClassic && operands.count == CLASSIC_FIELDS) {
      classic(from, in.at, "four numbers are a slot of a classic program, of eBPF it has five");
      isPlain = false;
    }
    if (!state.sections.current.beginInstruction(from)) {
      errors.add(
          DiagnosticCode.MISALIGNED, from, from, "an instruction starts at a multiple of 8 bytes");
    }
    state.sections.current.code.add(word, from);
    if (isPlain) {
      cacheWriter.learn(written, from);
    }
    return true;
  }

  /** {@return the field that is named next, or else the one whose turn it is} */
  private int name(int turn) {
    if (in.text[in.at] != '.') {
      return turn;
    }
    int start = ++in.at;
    in.name();
    int field = FIELDS.indexOf(in.text(start, in.at));
    if (in.skip() == '=') {
      in.at++;
    }
    return field;
  }

  private boolean value() {
    int c = skipLines();
    if (Characters.startsName(c)) {
      int at = in.at;
      in.name();
      int register = RegisterNames.of(in);
      if (register >= 0) {
        operands.add(Operands.NUMBER, register, at, in.at);
        hasRegister = true;
        return true;
      }
      in.at = at;
    }
    return expressions.readOfC(operands);
  }

  /** {@return the last operand's value, which an error is about if the field cannot hold it} */
  private long checked(int field) {
    int last = operands.count - 1;
    int from = operands.from[last];
    int to = operands.to[last];
    long number = operands.values[last];
    if (operands.kinds[last] == Operands.SYMBOL && field == IMM) {
      int symbol = operands.symbols[last];
      state.sections.current.code.fix(CodeImage.IMMEDIATE, symbol, operands.minus[last], from, to);
      return number;
    }
    StatementCache.Hole hole = HOLES[field];
    if (operands.kinds[last] != Operands.NUMBER || !hole.admits(number)) {
      errors.add(
          field == IMM
              ? DiagnosticCode.IMM_RANGE
              : field == OFF ? DiagnosticCode.OFF_RANGE : DiagnosticCode.BAD_OPERAND,
          from,
          to,
          in.text(from, to)
              + " is out of range: "
              + FIELDS.get(field)
              + " is from "
              + hole.min()
              + " to "
              + hole.max());
    }
    return number;
  }
}
