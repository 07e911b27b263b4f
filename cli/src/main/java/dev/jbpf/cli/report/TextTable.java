package dev.jbpf.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of text whose columns are as wide as their widest cell. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;

  /** One with these heads of columns. */
  public TextTable(String... heads) {
    widths = new int[heads.length];
    add(heads);
  }

  /** Adds a row, a cell for each column. */
  public void add(String... cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
    rows.add(Arrays.asList(cells));
  }

  /** {@return whether it has no rows but its head} */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** {@return its lines, the first one as a head} */
  public String toString(Colours colours) {
    String head = line(rows.get(0)).stripTrailing();
    return colours.head(head)
        + System.lineSeparator()
        + rows.stream().skip(1).map(this::line).collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return toString(Colours.NONE);
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length())).append(GAP);
    }
    return line.toString().stripTrailing() + System.lineSeparator();
  }
}
