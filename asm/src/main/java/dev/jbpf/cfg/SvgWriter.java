package dev.jbpf.cfg;

import dev.jbpf.cfg.GraphLayout.Arc;
import dev.jbpf.cfg.GraphLayout.Box;
import dev.jbpf.cfg.GraphLayout.Point;
import dev.jbpf.text.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a graph as SVG, one subprogram below the other. */
final class SvgWriter {
  private static final double CHARACTER = 7.25;
  private static final double LINE = 16;
  private static final double PADDING = 8;
  private static final double TITLE = 20;
  private static final double MARGIN = 16;
  private static final double STRIPE = 4;

  private static final String STYLE =
      """
      text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1b1f24; }
      .name { font-size: 15px; font-weight: bold; }
      .title { font-weight: bold; fill: #57606a; }
      .tag { fill: #bc4c00; }
      .slot { fill: #8c959f; }
      .group { fill: #f6f8fa; stroke: #d0d7de; }
      .block { fill: #ffffff; stroke: #57606a; }
      .head { fill: #eaeef2; }
      .leaves { stroke: #cf222e; stroke-width: 2; }
      .unreachable { fill: none; stroke: #8c959f; stroke-dasharray: 5 4; }
      .unreachable-text { fill: #8c959f; }
      .loop { fill: #fb8f44; }
      .edge { fill: none; stroke-width: 1.4; }
      .next, .jump { stroke: #57606a; }
      .taken { stroke: #1a7f37; }
      .not_taken { stroke: #cf222e; }
      .back { stroke-width: 2.4; }
      .dead { stroke-dasharray: 5 4; opacity: 0.6; }
      """;

  private final ControlFlow flow;
  private final BlockText text;
  private final StringBuilder out = new StringBuilder();

  SvgWriter(ControlFlow flow, Dialect dialect) {
    this.flow = flow;
    this.text = new BlockText(flow, dialect);
  }

  String write() {
    StringBuilder body = new StringBuilder();
    double width = legendWidth();
    double y = MARGIN;
    for (int i = 0; i < flow.subprograms().size(); i++) {
      Group group = new Group(i);
      out.setLength(0);
      group.draw(y);
      body.append(out);
      width = Math.max(width, group.width() + 2 * MARGIN);
      y += group.height() + MARGIN;
    }
    out.setLength(0);
    legend(y + LINE);
    String legend = out.toString();
    out.setLength(0);
    open(width, y + 2 * LINE);
    return out.append(body).append(legend).append("</svg>\n").toString();
  }

  private void open(double width, double height) {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\"", width, height);
    add(" viewBox=\"0 0 %s %s\">\n<style>\n%s</style>\n<defs>\n", width, height, STYLE);
    for (FlowEdge.Kind kind : FlowEdge.Kind.values()) {
      add("<marker id=\"%s-head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\"", name(kind));
      add(" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">");
      add("<path d=\"M0 0 8 4 0 8z\" fill=\"%s\"/></marker>\n", color(kind));
    }
    add("</defs>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n");
  }

  private static String name(FlowEdge.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String color(FlowEdge.Kind kind) {
    return switch (kind) {
      case NEXT, JUMP -> "#57606a";
      case TAKEN -> "#1a7f37";
      case NOT_TAKEN -> "#cf222e";
    };
  }

  private static final String LEGEND =
      "green: condition holds   red: it does not   grey: always   thick: back   orange bar: loop";

  private static double legendWidth() {
    return LEGEND.length() * CHARACTER + 2 * MARGIN;
  }

  private void legend(double y) {
    add(
        "<text x=\"%s\" y=\"%s\" class=\"slot\" xml:space=\"preserve\">%s</text>\n",
        MARGIN, y, LEGEND);
  }

  /** Appends, with numbers to a tenth of a pixel, and texts as they are. */
  private void add(String format, Object... values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = values[i] instanceof Double number ? number(number) : values[i];
    }
    out.append(String.format(Locale.ROOT, format, texts));
  }

  private static String number(double value) {
    double rounded = Math.round(value * 10) / 10.0;
    return rounded == Math.rint(rounded) ? "" + (long) rounded : "" + rounded;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xfffd);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c >= 0x10000;
  }

  /** One subprogram. */
  private final class Group {
    private final Subprogram subprogram;
    private final List<BasicBlock> blocks;
    private final List<FlowEdge> edges;
    private final GraphLayout layout;

    Group(int index) {
      subprogram = flow.subprograms().get(index);
      blocks = flow.blocks().stream().filter(block -> block.subprogram() == index).toList();
      int first = blocks.get(0).index();
      int end = first + blocks.size();
      // A jump into another subprogram is no edge of the drawing: the block says so.
      edges =
          flow.edges().stream()
              .filter(edge -> edge.from() >= first && edge.from() < end)
              .filter(edge -> edge.to() >= first && edge.to() < end)
              .toList();
      List<Arc> arcs = new ArrayList<>();
      edges.forEach(e -> arcs.add(new Arc(e.from() - first, e.to() - first, e.isBack())));
      layout = GraphLayout.of(blocks.stream().map(this::box).toList(), arcs);
    }

    private Box box(BasicBlock block) {
      int head = text.title(block).length() + text.tags(block).length() + 3;
      int longest =
          text.lines(block).stream().mapToInt(l -> column() + l.text().length()).max().orElse(0);
      return new Box(
          Math.max(head, longest) * CHARACTER + 2 * PADDING,
          TITLE + text.lines(block).size() * LINE + PADDING,
          block.loopDepth(),
          !block.isReachable());
    }

    /** Where the text of an instruction starts, behind the number of its slot. */
    private int column() {
      return Integer.toString(flow.program().size()).length() + 2;
    }

    double width() {
      return layout.width();
    }

    double height() {
      return layout.height() + TITLE;
    }

    void draw(double y) {
      add("<g transform=\"translate(%s %s)\">\n", MARGIN, y);
      add("<rect class=\"group\" width=\"%s\" height=\"%s\" rx=\"6\"/>\n", width(), height());
      add("<text class=\"name\" x=\"12\" y=\"22\">%s</text>\n", escape(subprogram.name()));
      add("<g transform=\"translate(0 %s)\">\n", TITLE);
      for (int i = 0; i < edges.size(); i++) {
        draw(edges.get(i), layout.route(i));
      }
      for (int i = 0; i < blocks.size(); i++) {
        draw(blocks.get(i), layout.place(i));
      }
      add("</g>\n</g>\n");
    }

    private void draw(FlowEdge edge, List<Point> route) {
      Point start = route.get(0);
      StringBuilder path = new StringBuilder();
      path.append('M').append(number(start.x())).append(' ').append(number(start.y()));
      for (int i = 1; i < route.size(); i++) {
        Point from = route.get(i - 1);
        Point to = route.get(i);
        boolean isStraight = from.x() == to.x();
        path.append(isStraight ? line(to) : curve(from, to, turn(from, to, edge, i, route.size())));
      }
      String dead = flow.blocks().get(edge.from()).isReachable() ? "" : " dead";
      add(
          "<path class=\"edge %s%s%s\" d=\"%s\"",
          name(edge.kind()), edge.isBack() ? " back" : "", dead, path);
      add(" marker-end=\"url(#%s-head)\"/>\n", name(edge.kind()));
    }

    /**
     * How far a curve leaves straight: where a back edge turns around, below and above the boxes.
     */
    private double turn(Point from, Point to, FlowEdge edge, int at, int size) {
      double half = (to.y() - from.y()) / 2;
      if (!edge.isBack() || at != 2 && at != size - 1) {
        return half;
      }
      return at == 2 ? GraphLayout.RANK_GAP * 0.6 : -GraphLayout.RANK_GAP * 0.6;
    }

    private String line(Point to) {
      return "L" + number(to.x()) + " " + number(to.y());
    }

    private String curve(Point from, Point to, double turn) {
      boolean around = from.y() == to.y();
      double first = from.y() + turn;
      double second = around ? to.y() + turn : to.y() - turn;
      return "C"
          + number(from.x())
          + " "
          + number(first)
          + " "
          + number(to.x())
          + " "
          + number(second)
          + " "
          + number(to.x())
          + " "
          + number(to.y());
    }

    private void draw(BasicBlock block, Point middle) {
      Box box = box(block);
      double x = middle.x() - box.width() / 2;
      double y = middle.y();
      String look = block.isReachable() ? block.leaves() ? "block leaves" : "block" : "unreachable";
      add("<rect class=\"%s\" x=\"%s\" y=\"%s\"", look, x, y);
      add(" width=\"%s\" height=\"%s\" rx=\"3\"/>\n", box.width(), box.height());
      for (int depth = 0; depth < block.loopDepth() && depth < 4; depth++) {
        double stripe = x - (depth + 1) * (STRIPE + 1);
        add("<rect class=\"loop\" x=\"%s\" y=\"%s\"", stripe, y);
        add(" width=\"%s\" height=\"%s\"/>\n", STRIPE, box.height());
      }
      write(block, box, x + PADDING, y);
    }

    private void write(BasicBlock block, Box box, double x, double y) {
      String grey = block.isReachable() ? "" : " unreachable-text";
      add(
          "<text class=\"title\" x=\"%s\" y=\"%s\">%s</text>\n",
          x, y + 15, escape(text.title(block)));
      add("<text class=\"tag\" text-anchor=\"end\" x=\"%s\"", x + box.width() - 2 * PADDING);
      add(" y=\"%s\">%s</text>\n", y + 15, escape(text.tags(block)));
      double at = y + TITLE;
      for (BlockText.Line line : text.lines(block)) {
        at += LINE;
        double slotEnd = x + (column() - 2) * CHARACTER;
        add(
            "<text class=\"slot\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>",
            slotEnd, at - 4, line.slot());
        add(
            "<text class=\"code%s\" x=\"%s\" y=\"%s\">%s</text>\n",
            grey, x + column() * CHARACTER, at - 4, escape(line.text()));
      }
    }
  }
}
