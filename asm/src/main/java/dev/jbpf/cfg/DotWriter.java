package dev.jbpf.cfg;

import dev.jbpf.text.Dialect;

/** Writes a graph in the language of graphviz. */
final class DotWriter {
  private final ControlFlow flow;
  private final BlockText text;
  private final StringBuilder out = new StringBuilder();

  DotWriter(ControlFlow flow, Dialect dialect) {
    this.flow = flow;
    this.text = new BlockText(flow, dialect);
  }

  String write() {
    out.append("digraph program {\n");
    out.append("  graph [fontname=\"monospace\" fontsize=12]\n");
    out.append("  node [shape=box fontname=\"monospace\" fontsize=10]\n");
    out.append("  edge [fontname=\"monospace\" fontsize=9]\n");
    for (int i = 0; i < flow.subprograms().size(); i++) {
      subprogram(i);
    }
    flow.edges().forEach(this::edge);
    return out.append("}\n").toString();
  }

  private void subprogram(int index) {
    out.append("  subgraph cluster_").append(index).append(" {\n");
    out.append("    label=\"").append(escape(flow.subprograms().get(index).name())).append("\"\n");
    flow.blocks().stream().filter(block -> block.subprogram() == index).forEach(this::block);
    out.append("  }\n");
  }

  private void block(BasicBlock block) {
    out.append("    b").append(block.index()).append(" [label=\"");
    String tags = text.tags(block);
    out.append(escape(text.title(block))).append(tags.isEmpty() ? "" : " (" + escape(tags) + ")");
    out.append("\\l");
    for (BlockText.Line line : text.lines(block)) {
      out.append(line.slot()).append(": ").append(escape(line.text())).append("\\l");
    }
    out.append('"').append(style(block)).append("]\n");
  }

  private static String style(BasicBlock block) {
    if (!block.isReachable()) {
      return " style=dashed color=gray50 fontcolor=gray50";
    } else if (block.leaves()) {
      return " color=red";
    }
    return block.loopDepth() > 0 ? " style=filled fillcolor=\"#fff3e0\"" : "";
  }

  private void edge(FlowEdge edge) {
    out.append("  b").append(edge.from()).append(" -> b").append(edge.to());
    String color =
        switch (edge.kind()) {
          case NEXT, JUMP -> "gray40";
          case TAKEN -> "darkgreen";
          case NOT_TAKEN -> "firebrick";
        };
    out.append(" [color=").append(color);
    out.append(edge.isBack() ? " style=bold label=\"back\"" : "").append("]\n");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
