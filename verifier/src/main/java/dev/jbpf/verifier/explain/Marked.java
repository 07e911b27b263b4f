package dev.jbpf.verifier.explain;

import dev.jbpf.diag.Origin;
import dev.jbpf.verifier.report.Finding;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a line that is wrong.
 *
 * @param length in characters
 */
record Marked(Origin origin, int length) {

  /**
   * {@return the operand in the statement of {@code origin}, or the statement if it is not seen}
   */
  static Marked of(Origin origin, Lines lines, Finding finding) {
    if (!(origin instanceof Origin.Source source)
        || !lines.style(finding.slot()).isInstructions()) {
      return new Marked(origin, 1);
    }
    String line = lines.line(finding.slot());
    int from = source.column() - 1;
    if (from >= line.length()) {
      return new Marked(origin, 1);
    }
    int end = line.indexOf(';', from);
    String statement = line.substring(from, end < 0 ? line.length() : end).stripTrailing();
    return finding
        .operand()
        .flatMap(operand -> find(statement, operand))
        .map(m -> new Marked(at(source, m.start()), m.end() - m.start()))
        .orElseGet(() -> new Marked(origin, Math.max(1, statement.length())));
  }

  private static Origin at(Origin.Source source, int columns) {
    return new Origin.Source(source.file(), source.line(), source.column() + columns);
  }

  private static Optional<Matcher> find(String statement, String operand) {
    String name = operand.startsWith("r") || operand.startsWith("w") ? operand.substring(1) : "";
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String register = "(BPF_REG_|%?[rRwW])" + Pattern.quote(name) + "\\b";
    // Of a register that is loaded through and into, the one in the address is wrong.
    return first("(?<=[(\\[])" + register + "(?=\\s*[+\\-\\])])", statement)
        .or(() -> first(register, statement));
  }

  private static Optional<Matcher> first(String pattern, String statement) {
    Matcher matcher = Pattern.compile(pattern).matcher(statement);
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }
}
