package dev.jbpf.vm.coverage;

import java.util.List;

/** The page of one source: its lines, and behind each the instructions that came of it. */
final class SourcePage {
  private static final String HEAD =
      "<tr><th>line<th>runs<th>ways<th>source: <span class=\"all\">all ran</span> <span"
          + " class=\"some\">a way of a branch was not gone</span> <span class=\"none\">did not"
          + " run</span>\n";

  private final FileCoverage file;
  private final List<String> lines;

  /** Of a source with these lines; none if it was not found. */
  SourcePage(FileCoverage file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  String text() {
    StringBuilder out = new StringBuilder("<p><a href=\"index.html\">all sources</a> &middot; ");
    out.append("instructions " + file.instructionTally());
    out.append(" &middot; branches " + file.branchTally());
    out.append(" &middot; lines " + file.lineTally());
    out.append(
        " &middot; functions " + file.functionTally() + "</p>\n<table class=\"source\">\n" + HEAD);
    int last = file.lines().isEmpty() ? 0 : file.lines().lastKey();
    for (int number = 1; number <= Math.max(last, lines.size()); number++) {
      if (number <= lines.size() || file.lines().containsKey(number)) {
        out.append(row(number));
      }
    }
    return HtmlReport.document(file.name(), out + "</table>\n");
  }

  private String row(int number) {
    String text = number <= lines.size() ? HtmlReport.escaped(lines.get(number - 1)) : "";
    LineCoverage line = file.lines().get(number);
    return line == null
        ? String.format("<tr><td>%d<td><td><td><pre>%s</pre>%n", number, text)
        : String.format(
            "<tr id=\"L%d\" class=\"%s\"><td>%d<td>%d<td title=\"%s\">%s<td>%s%n",
            number,
            color(line),
            number,
            line.hits(),
            branchTitle(line),
            branches(line),
            code(line, text));
  }

  private static String color(LineCoverage line) {
    return line.hits() == 0 ? "none" : line.isWhole() ? "all" : "some";
  }

  private static String branches(LineCoverage line) {
    Tally ways = line.branchTally();
    return ways.total() == 0 ? "" : ways.covered() + "/" + ways.total();
  }

  private static String branchTitle(LineCoverage line) {
    StringBuilder title = new StringBuilder();
    for (BranchCount branch : line.branches()) {
      title.append(title.isEmpty() ? "" : "; ");
      title.append("taken " + branch.taken() + ", not taken " + branch.passed());
    }
    return title.toString();
  }

  /** The instructions are folded, where there is a line to read in their place. */
  private static String code(LineCoverage line, String text) {
    StringBuilder code = new StringBuilder();
    code.append(text.isEmpty() ? "<details open>" : "<details>");
    code.append("<summary><pre>" + text + "</pre></summary>");
    for (InstructionCoverage one : line.instructions()) {
      code.append("<div class=\"" + (one.hits() == 0 ? "none" : "all") + "\"><span>");
      code.append(one.hits() + "</span> <pre>" + HtmlReport.escaped(one.text()) + "</pre>");
      one.branch().ifPresent(b -> code.append(" taken " + b.taken() + ", not " + b.passed()));
      code.append("</div>");
    }
    return code + "</details>";
  }
}
