package dev.jbpf.classic;

import dev.jbpf.classic.token.ClassicToken;
import dev.jbpf.classic.token.ClassicTokens;
import dev.jbpf.classic.token.SyntaxException;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.Suggestions;
import java.util.List;
import java.util.Set;

/**
 * Reads instructions given as numbers: {@code .raw 0x28, 0, 0, 12}; elements of C arrays, {@code {
 * 0x28, 0, 0, 12 }}, {@code BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12)} or {@code BPF_JUMP(…)}; and the
 * decimal forms of {@code bpf_asm} and {@code tcpdump -ddd}.
 */
final class RawParser {
  private static final String RAW = ".raw";
  private static final String STATEMENT = "BPF_STMT";
  private static final String JUMP = "BPF_JUMP";
  private static final Set<String> STARTS = Set.of("{", RAW, STATEMENT, JUMP);

  private static final int DEEPEST = 32;

  private final ClassicTokens in;
  private int depth;

  RawParser(ClassicTokens in) {
    this.in = in;
  }

  boolean isNext() {
    return STARTS.contains(in.peek().text());
  }

  /** {@return the instruction that is next} */
  ClassicStatement parse() throws SyntaxException {
    depth = 0;
    ClassicToken start = in.take();
    ClassicInsn insn =
        switch (start.text()) {
          case STATEMENT -> statement();
          case JUMP -> jump();
          case RAW -> fields(true);
          default -> braces();
        };
    if (!start.is(RAW)) {
      in.takeIf(",");
    }
    return new ClassicStatement.Plain(insn, in.origin(start));
  }

  private ClassicInsn statement() throws SyntaxException {
    in.expect("(");
    final int code = code();
    in.expect(",");
    final long k = expression();
    in.expect(")");
    return new ClassicInsn(code, 0, 0, k);
  }

  private ClassicInsn jump() throws SyntaxException {
    in.expect("(");
    final int code = code();
    in.expect(",");
    final long k = expression();
    in.expect(",");
    final int jt = skip("jt");
    in.expect(",");
    final int jf = skip("jf");
    in.expect(")");
    return new ClassicInsn(code, jt, jf, k);
  }

  private ClassicInsn braces() throws SyntaxException {
    ClassicInsn insn = in.peek().text().startsWith(".") ? named() : fields(true);
    in.takeIf(",");
    in.expect("}");
    return insn;
  }

  private ClassicInsn fields(boolean commas) throws SyntaxException {
    final int code = code();
    separate(commas);
    final int jt = skip("jt");
    separate(commas);
    final int jf = skip("jf");
    separate(commas);
    return new ClassicInsn(code, jt, jf, expression());
  }

  private void separate(boolean comma) throws SyntaxException {
    if (comma) {
      in.expect(",");
    }
  }

  /** {@code .code = 0x06, .k = 1}: what is not named is zero. */
  private ClassicInsn named() throws SyntaxException {
    int code = 0;
    int jt = 0;
    int jf = 0;
    long k = 0;
    do {
      ClassicToken name = in.take();
      in.expect("=");
      switch (name.text()) {
        case ".code" -> code = code();
        case ".jt" -> jt = skip("jt");
        case ".jf" -> jf = skip("jf");
        case ".k" -> k = expression();
        default ->
            throw in.error(
                DiagnosticCode.BAD_OPERAND,
                name.quoted() + " is not a field",
                name,
                "fields: .code .jt .jf .k");
      }
    } while (in.takeIf(",") && in.peek().isWord());
    return new ClassicInsn(code, jt, jf, k);
  }

  private int code() throws SyntaxException {
    return (int) bounded("code", ClassicInsn.MAX_CODE);
  }

  private int skip(String field) throws SyntaxException {
    return (int) bounded(field, ClassicInsn.MAX_SKIP);
  }

  private long bounded(String field, long max) throws SyntaxException {
    ClassicToken start = in.peek();
    long value = expression();
    if (value > max) {
      throw in.error(
          DiagnosticCode.IMM_RANGE, field + " is " + value + ", must be from 0 to " + max, start);
    }
    return value;
  }

  /** Numbers and constants of the kernel, added up or combined bit by bit; 32 bits, unsigned. */
  private long expression() throws SyntaxException {
    long value = term();
    while (in.peek().is("|") || in.peek().is("+")) {
      boolean isSum = in.take().is("+");
      long next = term();
      value = (isSum ? value + next : value | next) & ClassicInsn.MAX_K;
    }
    return value;
  }

  private long term() throws SyntaxException {
    ClassicToken token = in.peek();
    if (in.takeIf("(")) {
      if (++depth > DEEPEST) {
        throw in.error(
            DiagnosticCode.BAD_OPERAND, "more than " + DEEPEST + " parentheses are open", token);
      }
      long value = expression();
      in.expect(")");
      depth--;
      return value;
    } else if (!token.isWord()) {
      return in.number();
    }
    in.take();
    return ClassicConstants.value(token.text()).orElseThrow(() -> unknown(token));
  }

  private SyntaxException unknown(ClassicToken name) {
    String message = "unknown constant " + name.quoted();
    String[] near = Suggestions.notes(name.text(), ClassicConstants.all());
    return in.error(DiagnosticCode.BAD_OPERAND, message, name, near);
  }

  /**
   * Reads the decimal form: how many instructions there are, then four numbers each. After an error
   * it goes on with the next line.
   */
  void parseDecimal(List<ClassicStatement> statements, List<Diagnostic> errors)
      throws SyntaxException {
    ClassicToken countAt = in.peek();
    long count = in.number();
    in.takeIf(",");
    boolean failed = false;
    while (in.isNumberNext()) {
      int line = in.line(in.peek());
      try {
        Origin.Source origin = in.origin(in.peek());
        statements.add(new ClassicStatement.Plain(fields(false), origin));
        in.takeIf(",");
      } catch (SyntaxException e) {
        failed = true;
        errors.add(e.diagnostic());
        in.skipPast(line);
      }
    }
    if (count != statements.size() && !failed) {
      throw in.error(
          DiagnosticCode.COUNT_MISMATCH,
          "the first number announces " + count + " instructions, " + statements.size() + " follow",
          countAt);
    }
  }
}
