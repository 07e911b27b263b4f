package dev.jbpf.classic;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a whole source: labels and instructions, arrays of C, or the numbers of {@code tcpdump
 * -ddd}. After an error it goes on with the next line.
 */
final class ClassicParser {
  private final TokenStream in;
  private final StatementParser statementParser;
  private final RawParser rawParser;
  private final List<Statement> statements = new ArrayList<>();
  private final Labels labels = new Labels();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private boolean isUntouched = true;

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
      in.skipLine();
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
