package dev.jbpf.classic;

import dev.jbpf.classic.token.ClassicToken;
import dev.jbpf.classic.token.ClassicTokens;
import dev.jbpf.classic.token.SyntaxException;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a whole source: labels and instructions, arrays of C, or the numbers of {@code tcpdump
 * -ddd}. After an error it goes on with the next line.
 */
final class ClassicParser {
  private static final Set<String> DECLARATION = Set.of("static", "const", "struct");
  private static final Set<String> CONDITIONS =
      Set.of("if", "ifdef", "ifndef", "else", "elif", "elifdef", "elifndef", "endif");

  private final SourceFile source;
  private final ClassicTokens in;
  private final StatementParser statementParser;
  private final RawParser rawParser;
  private final List<ClassicStatement> statements = new ArrayList<>();
  private final ClassicLabels labels = new ClassicLabels();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private boolean isUntouched = true;

  /** Whether the brace of an array of C is open. */
  private boolean isArray;

  ClassicParser(SourceFile source) {
    this.source = source;
    this.in = new ClassicTokens(source);
    this.statementParser = new StatementParser(in);
    this.rawParser = new RawParser(in);
  }

  /** Reads everything; what there is to say is in {@link #diagnostics} then. */
  void parse() {
    while (!in.peek().isEnd()) {
      ClassicToken start = in.peek();
      try {
        parseNext();
      } catch (SyntaxException e) {
        diagnostics.add(e.diagnostic());
        recover(start, origin(e));
      }
    }
    OptionalInt open = in.openComment();
    if (open.isPresent()) {
      Origin.Source origin = source.origin(open.getAsInt());
      diagnostics.add(
          Diagnostic.error(DiagnosticCode.BAD_COMMENT, "the comment has no end", origin, 2));
    }
  }

  List<ClassicStatement> statements() {
    return statements;
  }

  ClassicLabels labels() {
    return labels;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  private void parseNext() throws SyntaxException {
    ClassicToken next = in.peek();
    if (next.is("#")) {
      comment();
    } else if (next.isWord() && DECLARATION.contains(next.text())) {
      declaration();
    } else if (isArray && next.is("}")) {
      in.take();
      isArray = false;
    } else if (next.isWord() && in.isBehindNext(':')) {
      in.take();
      in.take();
      bind(next.text(), next);
    } else if (next.is("(")) {
      in.take();
      bind(ClassicLabels.ofLine(in.lineNumber()), next);
      in.expect(")");
    } else if (rawParser.isNext()) {
      statements.add(rawParser.parse());
    } else if (next.isNumber() && isUntouched) {
      isUntouched = false;
      rawParser.parseDecimal(statements, diagnostics);
    } else {
      isUntouched = false;
      statements.add(instruction());
    }
  }

  /** A line that starts with a number sign; what C would choose by is no comment. */
  private void comment() throws SyntaxException {
    ClassicToken sign = in.take();
    ClassicToken word = in.peek();
    boolean isAdjacent = word.at() == sign.end();
    if (isAdjacent && CONDITIONS.contains(word.text())) {
      SyntaxException unknown =
          in.error(
              DiagnosticCode.CONDITION_UNKNOWN,
              "conditions of C's preprocessor are not evaluated in classic programs",
              word,
              "leave in only the lines that are meant, or let `cpp -P` choose them");
      in.skipPast(in.line(sign));
      throw unknown;
    }
    in.skipPast(in.line(sign));
  }

  /** {@code static struct sock_filter code[] =} and the brace behind it. */
  private void declaration() throws SyntaxException {
    ClassicToken start = in.peek();
    boolean isClassic = false;
    while (!in.peek().is("{")) {
      if (in.peek().isEnd()) {
        throw in.unexpected("'{'");
      }
      isClassic |= in.take().is("sock_filter");
    }
    in.take();
    if (!isClassic) {
      throw in.error(
          DiagnosticCode.DIALECT,
          "only an array of struct sock_filter is a classic program",
          start,
          "without `--dialect classic` an array of struct bpf_insn is assembled");
    }
    isArray = true;
  }

  private ClassicStatement instruction() throws SyntaxException {
    try {
      return statementParser.parse();
    } catch (SyntaxException e) {
      // Something stands here: labels and places around it keep their meaning.
      statements.add(new ClassicStatement.Plain(ClassicInsn.of(ClassicOp.RET_K, 0), origin(e)));
      throw e;
    }
  }

  private static Origin.Source origin(SyntaxException e) {
    return (Origin.Source) e.diagnostic().origin();
  }

  private void bind(String label, ClassicToken at) {
    labels
        .bind(label, statements.size(), in.origin(at), at.text().length())
        .ifPresent(diagnostics::add);
  }

  /**
   * Goes on behind the line of the error; with the token that was one too many, if it is the first
   * of a line after the start of the statement.
   */
  private void recover(ClassicToken start, Origin.Source error) {
    ClassicToken next = in.peek();
    if (next.first() && in.line(next) > in.line(start)) {
      return;
    }
    in.skipPast(Math.max(error.line(), in.line(next)));
  }
}
