package dev.jbpf.vm.coverage;

import java.util.List;

/** Coverage as a table for a terminal. */
public final class SummaryReport {
  private static final String ROW = "%-22s %-22s %-22s %-18s %s%n";

  private SummaryReport() {}

  /** {@return the table: a line a source, and the sums} */
  public static String text(Coverage coverage) {
    List<FileCoverage> files = coverage.files();
    StringBuilder out = new StringBuilder();
    out.append(String.format(ROW, "instructions", "branches", "lines", "functions", "source"));
    files.forEach(file -> out.append(row(Coverage.Totals.of(List.of(file)), file.name())));
    if (files.size() != 1) {
      out.append(row(Coverage.Totals.of(files), files.size() + " sources"));
    }
    return out.toString();
  }

  private static String row(Coverage.Totals sum, String name) {
    return String.format(
        ROW, sum.instructions(), sum.branches(), sum.lines(), sum.functions(), name);
  }
}
