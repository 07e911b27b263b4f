package dev.jbpf.vm.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Coverage as pages: one with all sources, and one of each, whose lines are green where everything
 * ran, yellow where a part or a way of a branch did not, and red where nothing did. They need
 * nothing from elsewhere.
 */
public final class HtmlReport {
  private static final String INDEX = "index.html";
  private static final String STYLE = "coverage.css";

  private final Coverage coverage;
  private final SourceFiles sources;

  private HtmlReport(Coverage coverage, SourceFiles sources) {
    this.coverage = coverage;
    this.sources = sources;
  }

  /**
   * Writes the pages into {@code folder}, which is made if it is not there; the first is {@code
   * index.html}.
   *
   * @throws IOException if they cannot be written
   */
  public static void write(Path folder, Coverage coverage, SourceFiles sources) throws IOException {
    Files.createDirectories(folder);
    try (InputStream style = HtmlReport.class.getResourceAsStream(STYLE)) {
      Files.write(folder.resolve(STYLE), style.readAllBytes());
    }
    new HtmlReport(coverage, sources).write(folder);
  }

  private void write(Path folder) throws IOException {
    List<FileCoverage> files = coverage.files();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileCoverage file = files.get(i);
      String page = page(i, file.name());
      rows.add(row(link(page, file.name()), Coverage.Totals.of(List.of(file))));
      Files.writeString(folder.resolve(page), new SourcePage(file, lines(file)).text());
    }
    rows.add(row("<b>all</b>", Coverage.Totals.of(files)));
    String head =
        "<table class=\"files\"><tr><th>source<th>instructions<th>branches<th>lines<th>functions";
    Files.writeString(
        folder.resolve(INDEX),
        document("Coverage", head + String.join("", rows) + "</table>"),
        StandardCharsets.UTF_8);
  }

  private List<String> lines(FileCoverage file) {
    return sources.lines(file.name());
  }

  /** Names may have any characters, and differ in the folder only. */
  private static String page(int number, String name) {
    return name.replaceAll(".*/", "").replaceAll("[^A-Za-z0-9._-]", "_") + "." + number + ".html";
  }

  private static String link(String page, String name) {
    return "<a href=\"" + escaped(page) + "\">" + escaped(name) + "</a>";
  }

  private static String row(String name, Coverage.Totals sum) {
    return "<tr><td>"
        + name
        + cell(sum.instructions())
        + cell(sum.branches())
        + cell(sum.lines())
        + cell(sum.functions())
        + "\n";
  }

  private static String cell(Tally tally) {
    return String.format(
        Locale.ROOT,
        "<td><span class=\"bar\"><i style=\"width:%.1f%%\"></i></span> %s",
        tally.percent(),
        tally);
  }

  static String document(String title, String body) {
    return "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>"
        + escaped(title)
        + "</title><link rel=\"stylesheet\" href=\""
        + STYLE
        + "\">\n<h1>"
        + escaped(title)
        + "</h1>\n"
        + body
        + "</html>\n";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
