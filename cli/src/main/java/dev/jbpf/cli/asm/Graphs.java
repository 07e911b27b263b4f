package dev.jbpf.cli.asm;

import dev.jbpf.cfg.ControlFlow;
import dev.jbpf.code.Program;
import dev.jbpf.text.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --cfg}: the graphs of the sections that have instructions, one below the other. */
final class Graphs {
  private static final Pattern SIZE =
      Pattern.compile("<svg xmlns=\"\\S+\" width=\"([\\d.]+)\" height=\"([\\d.]+)\"");

  private final Map<String, Program> sections;
  private final Dialect dialect;

  Graphs(Map<String, Program> sections, Optional<Dialect> dialect) {
    this.sections = sections;
    this.dialect = dialect.filter(name -> name != Dialect.AUTO).orElse(Dialect.LLVM);
  }

  byte[] render(AsmOptions.GraphForm form) {
    List<String> graphs = new ArrayList<>();
    for (Program program : sections.values()) {
      ControlFlow flow = ControlFlow.of(program);
      graphs.add(form == AsmOptions.GraphForm.DOT ? flow.toDot(dialect) : flow.toSvg(dialect));
    }
    boolean isStacked = graphs.size() > 1 && form == AsmOptions.GraphForm.SVG;
    String text = isStacked ? stacked(graphs) : String.join("", graphs);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Drawings within one, as a file of this kind has only one. */
  private static String stacked(List<String> drawings) {
    StringBuilder out = new StringBuilder();
    double width = 0;
    double height = 0;
    for (String drawing : drawings) {
      Matcher size = SIZE.matcher(drawing);
      if (!size.find()) {
        throw new IllegalStateException("a drawing without a size");
      }
      out.append(drawing.replaceFirst("<svg ", format("<svg y=\"%.1f\" ", height)));
      width = Math.max(width, Double.parseDouble(size.group(1)));
      height += Double.parseDouble(size.group(2));
    }
    String open = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.1f\" height=\"%.1f\">\n";
    return format(open, width, height) + out + "</svg>\n";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
