package dev.jbpf.cfg;

import dev.jbpf.cfg.Edge.Kind;
import dev.jbpf.cfg.Flow.Effect;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds blocks, edges and what is reached. One program each. */
final class FlowAnalysis {
  private final Program program;
  private final int size;

  /** Slots at which an instruction, or raw data, starts. */
  private final BitSet starts = new BitSet();

  /** Slots at which a subprogram starts. */
  private final BitSet entries = new BitSet();

  /** Slots at which a block starts. */
  private final BitSet leaders = new BitSet();

  /** The last instruction of each block, and the references to subprograms in each. */
  private final List<Integer> lasts = new ArrayList<>();

  private final Map<Integer, List<Integer>> references = new HashMap<>();
  private int[] blockStarts = {};
  private final List<Edge> edges = new ArrayList<>();
  private final BitSet leaving = new BitSet();

  FlowAnalysis(Program program) {
    this.program = program;
    this.size = program.size();
  }

  ControlFlow run() {
    findStarts();
    findLeaders();
    blockStarts = leaders.stream().toArray();
    findEnds();
    findEdges();
    Graph graph = new Graph(blockStarts.length, edges);
    BitSet reached = reach(graph);
    BitSet back = graph.backEdges();
    List<Loop> loops = graph.loops(back);
    return new ControlFlow(program, subprograms(), blocks(reached, loops), marked(back), loops);
  }

  private void findStarts() {
    for (int slot = 0; slot < size; slot += Flow.slots(program.opAt(slot))) {
      starts.set(slot);
    }
  }

  private void findLeaders() {
    if (size > 0) {
      entries.set(0);
    }
    for (int slot = starts.nextSetBit(0); slot >= 0; slot = starts.nextSetBit(slot + 1)) {
      Optional<Op> op = program.opAt(slot);
      Effect effect = Flow.effect(op);
      if (effect == Effect.NONE) {
        continue;
      }
      if (effect != Effect.EXIT) {
        mark(Flow.target(program, slot, op.orElseThrow()), effect);
      }
      int next = slot + Flow.slots(op);
      if (effect != Effect.REFERENCE && next < size) {
        leaders.set(next);
      }
    }
    leaders.or(entries);
  }

  private void mark(long target, Effect effect) {
    if (isStart(target)) {
      leaders.set((int) target);
      if (effect == Effect.REFERENCE) {
        entries.set((int) target);
      }
    }
  }

  private boolean isStart(long slot) {
    return slot >= 0 && slot < size && starts.get((int) slot);
  }

  private void findEnds() {
    for (int block = 0; block < blockStarts.length; block++) {
      int last = blockStarts[block];
      for (int slot = last; slot >= 0 && slot < end(block); slot = starts.nextSetBit(slot + 1)) {
        last = slot;
        noteReference(block, slot);
      }
      lasts.add(last);
    }
  }

  private void noteReference(int block, int slot) {
    Optional<Op> op = program.opAt(slot);
    if (Flow.effect(op) == Effect.REFERENCE) {
      long target = Flow.target(program, slot, op.orElseThrow());
      if (isStart(target)) {
        references.computeIfAbsent(block, key -> new ArrayList<>()).add(blockAt((int) target));
      }
    }
  }

  private int end(int block) {
    return block + 1 < blockStarts.length ? blockStarts[block + 1] : size;
  }

  private int blockAt(int slot) {
    return java.util.Arrays.binarySearch(blockStarts, slot);
  }

  private void findEdges() {
    for (int block = 0; block < blockStarts.length; block++) {
      int last = lasts.get(block);
      Optional<Op> op = program.opAt(last);
      int next = end(block);
      switch (Flow.effect(op)) {
        case NONE, REFERENCE -> connect(block, next, Kind.NEXT);
        case JUMP -> connect(block, Flow.target(program, last, op.orElseThrow()), Kind.JUMP);
        case EXIT -> {}
        case BRANCH -> {
          connect(block, Flow.target(program, last, op.orElseThrow()), Kind.TAKEN);
          connect(block, next, Kind.NOT_TAKEN);
        }
      }
    }
  }

  private void connect(int from, long target, Kind kind) {
    if (isStart(target)) {
      edges.add(new Edge(from, blockAt((int) target), kind, false));
    } else {
      leaving.set(from);
    }
  }

  private BitSet reach(Graph graph) {
    BitSet reached = new BitSet();
    Deque<Integer> waiting = new ArrayDeque<>();
    if (size > 0) {
      reached.set(0);
      waiting.add(0);
    }
    while (!waiting.isEmpty()) {
      int block = waiting.remove();
      for (int edge : graph.out(block)) {
        visit(edges.get(edge).to(), reached, waiting);
      }
      for (int called : references.getOrDefault(block, List.of())) {
        visit(called, reached, waiting);
      }
    }
    return reached;
  }

  private static void visit(int block, BitSet reached, Deque<Integer> waiting) {
    if (!reached.get(block)) {
      reached.set(block);
      waiting.add(block);
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

  private List<Block> blocks(BitSet reached, List<Loop> loops) {
    int[] depths = new int[blockStarts.length];
    for (Loop loop : loops) {
      loop.blocks().stream().forEach(block -> depths[block]++);
    }
    List<Block> blocks = new ArrayList<>();
    int subprogram = -1;
    for (int i = 0; i < blockStarts.length; i++) {
      subprogram += entries.get(blockStarts[i]) ? 1 : 0;
      blocks.add(
          new Block(
              i, blockStarts[i], end(i), subprogram, reached.get(i), leaving.get(i), depths[i]));
    }
    return blocks;
  }

  private List<Edge> marked(BitSet back) {
    List<Edge> marked = new ArrayList<>(edges);
    back.stream()
        .forEach(
            i -> {
              Edge edge = edges.get(i);
              marked.set(i, new Edge(edge.from(), edge.to(), edge.kind(), true));
            });
    return marked;
  }
}
