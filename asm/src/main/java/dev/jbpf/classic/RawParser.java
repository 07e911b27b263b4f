package dev.jbpf.classic;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import java.util.List;

/**
 * Reads instructions given as numbers: {@code .raw 0x28, 0, 0, 12}, the elements of a C array
 * {@code { 0x28, 0, 0, 12 },}, and the decimal forms of {@code bpf_asm} and {@code tcpdump -ddd}.
 */
final class RawParser {
  private final TokenStream in;

  RawParser(TokenStream in) {
    this.in = in;
  }

  boolean isNext() {
    return in.peek().is("{") || in.peek().is(".raw");
  }

  /** {@return the instruction in braces, or behind {@code .raw}} */
  Statement parse() throws SyntaxException {
    Token start = in.take();
    ClassicInsn insn = fields(true);
    if (start.is("{")) {
      in.takeIf(",");
      in.expect("}");
      in.takeIf(",");
    }
    return new Statement.Plain(insn, in.origin(start));
  }

  /**
   * Reads the decimal form: how many instructions there are, then four numbers each. After an error
   * it goes on with the next line.
   */
  void parseDecimal(List<Statement> statements, List<Diagnostic> errors) throws SyntaxException {
    Token countAt = in.peek();
    long count = in.number();
    in.takeIf(",");
    boolean failed = false;
    while (in.isNumberNext()) {
      int line = in.peek().line();
      try {
        Origin.Source origin = in.origin(in.peek());
        statements.add(new Statement.Plain(fields(false), origin));
        in.takeIf(",");
      } catch (SyntaxException e) {
        failed = true;
        errors.add(e.diagnostic());
        in.skipPast(line);
      }
    }
    if (count != statements.size() && !failed) {
      throw in.error(
          "count-mismatch",
          "the first number announces " + count + " instructions, " + statements.size() + " follow",
          countAt);
    }
  }

  private ClassicInsn fields(boolean commas) throws SyntaxException {
    long code = in.number("code", ClassicInsn.MAX_CODE);
    separate(commas);
    long jt = in.number("jt", ClassicInsn.MAX_SKIP);
    separate(commas);
    long jf = in.number("jf", ClassicInsn.MAX_SKIP);
    separate(commas);
    return new ClassicInsn((int) code, (int) jt, (int) jf, in.number());
  }

  private void separate(boolean comma) throws SyntaxException {
    if (comma) {
      in.expect(",");
    }
  }
}
