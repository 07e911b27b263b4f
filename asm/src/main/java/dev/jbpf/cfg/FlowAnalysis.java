package dev.jbpf.cfg;

import dev.jbpf.cfg.FlowEdge.Kind;
import dev.jbpf.code.Program;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.isa.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds blocks, edges and what is reached. One program each. */
final class FlowAnalysis {
  private final Program program;
  private final int size;
  private final ProgramFlow flow;

  /** Slots at which a subprogram starts. */
  private final BitSet entries;

  private final int[] blockStarts;

  /** The last instruction of each block. */
  private final List<Integer> lasts = new ArrayList<>();

  private final List<FlowEdge> edges = new ArrayList<>();
  private final BitSet leaving = new BitSet();

  FlowAnalysis(Program program) {
    this.program = program;
    this.size = program.size();
    this.flow = ProgramFlow.of(program);
    this.entries = flow.functions();
    this.blockStarts = flow.leaders().stream().toArray();
  }

  ControlFlow run() {
    findEnds();
    findEdges();
    Graph graph = new Graph(blockStarts.length, edges);
    BitSet back = graph.backEdges();
    List<FlowLoop> loops = graph.loops(back);
    return new ControlFlow(program, subprograms(), blocks(loops), marked(back), loops);
  }

  private void findEnds() {
    for (int block = 0; block < blockStarts.length; block++) {
      int last = blockStarts[block];
      for (int slot = last; slot < end(block); slot += slots(slot)) {
        last = slot;
      }
      lasts.add(last);
    }
  }

  private int slots(int slot) {
    return program.opAt(slot).map(Op::slots).orElse(1);
  }

  private int end(int block) {
    return block + 1 < blockStarts.length ? blockStarts[block + 1] : size;
  }

  private int blockAt(int slot) {
    return Arrays.binarySearch(blockStarts, slot);
  }

  private void findEdges() {
    for (int block = 0; block < blockStarts.length; block++) {
      int last = lasts.get(block);
      Optional<Op> jump = program.opAt(last).filter(FlowAnalysis::isJump);
      boolean isFinal = program.opAt(last).filter(Op::isFinal).isPresent();
      if (jump.isPresent()) {
        long target = last + 1L + jump.get().distance(program.word(last));
        connect(block, target, isFinal ? Kind.JUMP : Kind.TAKEN);
      }
      if (!isFinal) {
        connect(block, end(block), jump.isPresent() ? Kind.NOT_TAKEN : Kind.NEXT);
      }
    }
  }

  private static boolean isJump(Op op) {
    return op.format().hasTarget() && !op.namesFunction();
  }

  private void connect(int from, long target, Kind kind) {
    if (flow.isStart(target)) {
      edges.add(new FlowEdge(from, blockAt((int) target), kind, false));
    } else {
      leaving.set(from);
    }
  }

  private List<Subprogram> subprograms() {
    Map<Integer, String> names = new HashMap<>();
    program.labels().forEach((name, slot) -> names.putIfAbsent(slot.number(), name));
    List<Subprogram> subprograms = new ArrayList<>();
    for (int start = entries.nextSetBit(0); start >= 0; start = entries.nextSetBit(start + 1)) {
      int next = entries.nextSetBit(start + 1);
      String other = start == 0 ? "main" : "sub" + start;
      String name = names.getOrDefault(start, other);
      subprograms.add(new Subprogram(name, start, next < 0 ? size : next));
    }
    return subprograms;
  }

  private List<BasicBlock> blocks(List<FlowLoop> loops) {
    BitSet reached = flow.reached();
    int[] depths = new int[blockStarts.length];
    for (FlowLoop loop : loops) {
      loop.blocks().stream().forEach(block -> depths[block]++);
    }
    List<BasicBlock> blocks = new ArrayList<>();
    int subprogram = -1;
    for (int i = 0; i < blockStarts.length; i++) {
      subprogram += entries.get(blockStarts[i]) ? 1 : 0;
      blocks.add(
          new BasicBlock(
              i,
              blockStarts[i],
              end(i),
              subprogram,
              reached.get(blockStarts[i]),
              leaving.get(i),
              depths[i]));
    }
    return blocks;
  }

  private List<FlowEdge> marked(BitSet back) {
    List<FlowEdge> marked = new ArrayList<>(edges);
    back.stream()
        .forEach(
            i -> {
              FlowEdge edge = edges.get(i);
              marked.set(i, new FlowEdge(edge.from(), edge.to(), edge.kind(), true));
            });
    return marked;
  }
}
