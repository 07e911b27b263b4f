package dev.jbpf.cfg;

import dev.jbpf.code.Program;
import dev.jbpf.text.Dialect;
import java.util.List;

/** The control flow graph of a program. Any program has one, whether or not a kernel takes it. */
public final class ControlFlow {
  private final Program program;
  private final List<Subprogram> subprograms;
  private final List<BasicBlock> blocks;
  private final List<FlowEdge> edges;
  private final List<FlowLoop> loops;

  ControlFlow(
      Program program,
      List<Subprogram> subprograms,
      List<BasicBlock> blocks,
      List<FlowEdge> edges,
      List<FlowLoop> loops) {
    this.program = program;
    this.subprograms = List.copyOf(subprograms);
    this.blocks = List.copyOf(blocks);
    this.edges = List.copyOf(edges);
    this.loops = List.copyOf(loops);
  }

  /** {@return the graph of {@code program}} */
  public static ControlFlow of(Program program) {
    return new FlowAnalysis(program).run();
  }

  /** {@return the program} */
  public Program program() {
    return program;
  }

  /** {@return the subprograms, in order; the first one starts the program} */
  public List<Subprogram> subprograms() {
    return subprograms;
  }

  /** {@return the blocks, in order; together they are the whole program} */
  public List<BasicBlock> blocks() {
    return blocks;
  }

  /** {@return the edges, in the order of the blocks that they leave} */
  public List<FlowEdge> edges() {
    return edges;
  }

  /** {@return the loops, by the order of their headers} */
  public List<FlowLoop> loops() {
    return loops;
  }

  /** {@return the graph in the language of graphviz, instructions written in {@code dialect}} */
  public String toDot(Dialect dialect) {
    return new DotWriter(this, dialect).write();
  }

  /** {@return a drawing of the graph as SVG, instructions written in {@code dialect}} */
  public String toSvg(Dialect dialect) {
    return new SvgWriter(this, dialect).write();
  }
}
