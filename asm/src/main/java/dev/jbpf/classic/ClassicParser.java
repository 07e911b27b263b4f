package dev.jbpf.classic;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a whole source: labels and instructions, arrays of C, or the numbers of {@code tcpdump
 * -ddd}. After an error it goes on with the next line.
 */
final class ClassicParser {
  private static final Set<String> DECLARATION = Set.of("static", "const", "struct");
  private static final Set<String> CONDITIONS =
      Set.of("if", "ifdef", "ifndef", "else", "elif", "elifdef", "elifndef", "endif");

  private final TokenStream in;
  private final StatementParser statementParser;
  private final RawParser rawParser;
  private final List<Statement> statements = new ArrayList<>();
  private final Labels labels = new Labels();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private boolean isUntouched = true;

  /** Whether the brace of an array of C is open. */
  private boolean isArray;

  ClassicParser(SourceText source) {
    this.in = new TokenStream(source);
    this.statementParser = new StatementParser(in);
    this.rawParser = new RawParser(in);
  }

  /** Reads everything; what there is to say is in {@link #diagnostics} then. */
  void parse() {
    while (!in.peek().isEnd()) {
      Token start = in.peek();
      try {
        parseNext();
      } catch (SyntaxException e) {
        diagnostics.add(e.diagnostic());
        recover(start, origin(e));
      }
    }
    in.scanner()
        .openComment()
        .ifPresent(
            origin ->
                diagnostics.add(
                    Diagnostic.error("bad-comment", "the comment has no end", origin, 2)));
  }

  List<Statement> statements() {
    return statements;
  }

  Labels labels() {
    return labels;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  private void parseNext() throws SyntaxException {
    Token next = in.peek();
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
      bind(Labels.ofLine(in.lineNumber()), next);
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
    Token sign = in.take();
    Token word = in.peek();
    boolean isAdjacent = word.line() == sign.line() && word.column() == sign.column() + 1;
    if (isAdjacent && CONDITIONS.contains(word.text())) {
      SyntaxException unknown =
          in.error(
              "condition-unknown",
              "conditions of C's preprocessor are not evaluated in classic programs",
              word,
              "leave in only the lines that are meant, or let `cpp -P` choose them");
      in.skipPast(sign.line());
      throw unknown;
    }
    in.skipPast(sign.line());
  }

  /** {@code static struct sock_filter code[] =} and the brace behind it. */
  private void declaration() throws SyntaxException {
    Token start = in.peek();
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
          "dialect",
          "only an array of struct sock_filter is a classic program",
          start,
          "without `--dialect classic` an array of struct bpf_insn is assembled");
    }
    isArray = true;
  }

  private Statement instruction() throws SyntaxException {
    try {
      return statementParser.parse();
    } catch (SyntaxException e) {
      // Something stands here: labels and places around it keep their meaning.
      statements.add(new Statement.Plain(ClassicInsn.of(ClassicOp.RET_K, 0), origin(e)));
      throw e;
    }
  }

  private static Origin.Source origin(SyntaxException e) {
    return (Origin.Source) e.diagnostic().origin();
  }

  private void bind(String label, Token at) {
    labels
        .bind(label, statements.size(), in.origin(at), at.text().length())
        .ifPresent(diagnostics::add);
  }

  /**
   * Goes on behind the line of the error; with the token that was one too many, if it is the first
   * of a line after the start of the statement.
   */
  private void recover(Token start, Origin.Source error) {
    Token next = in.peek();
    if (next.line() > start.line() && next.first()) {
      return;
    }
    in.skipPast(Math.max(error.line(), next.line()));
  }
}
