package dev.jbpf.cfg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/** Blocks and edges as numbers, and what can be said of them. */
final class Graph {
  private final List<FlowEdge> edges;
  private final int[][] out;
  private final int[][] in;

  Graph(int blocks, List<FlowEdge> edges) {
    this.edges = edges;
    this.out = group(blocks, edges, true);
    this.in = group(blocks, edges, false);
  }

  private static int[][] group(int blocks, List<FlowEdge> edges, boolean byFrom) {
    int[][] groups = new int[blocks][];
    int[] counts = new int[blocks];
    for (FlowEdge edge : edges) {
      counts[byFrom ? edge.from() : edge.to()]++;
    }
    Arrays.setAll(groups, block -> new int[counts[block]]);
    for (int i = edges.size() - 1; i >= 0; i--) {
      int block = byFrom ? edges.get(i).from() : edges.get(i).to();
      groups[block][--counts[block]] = i;
    }
    return groups;
  }

  /** {@return the numbers of the edges that go back to a block on the way that led to them} */
  BitSet backEdges() {
    BitSet back = new BitSet();
    BitSet seen = new BitSet();
    BitSet onWay = new BitSet();
    int[] next = new int[out.length];
    for (int root = 0; root < out.length; root++) {
      if (!seen.get(root)) {
        walk(root, next, seen, onWay, back);
      }
    }
    return back;
  }

  /** Depth first, with a stack of its own: programs are deep. */
  private void walk(int root, int[] next, BitSet seen, BitSet onWay, BitSet back) {
    Deque<Integer> way = new ArrayDeque<>();
    enter(root, way, seen, onWay);
    while (!way.isEmpty()) {
      int block = way.getLast();
      if (next[block] == out[block].length) {
        way.removeLast();
        onWay.clear(block);
        continue;
      }
      int edge = out[block][next[block]++];
      int to = edges.get(edge).to();
      if (onWay.get(to)) {
        back.set(edge);
      } else if (!seen.get(to)) {
        enter(to, way, seen, onWay);
      }
    }
  }

  private static void enter(int block, Deque<Integer> way, BitSet seen, BitSet onWay) {
    way.addLast(block);
    seen.set(block);
    onWay.set(block);
  }

  /** {@return the loops that those edges close; several edges to one block make one loop} */
  List<FlowLoop> loops(BitSet back) {
    TreeMap<Integer, BitSet> bodies = new TreeMap<>();
    back.stream()
        .forEach(
            i -> {
              FlowEdge edge = edges.get(i);
              BitSet body = bodies.computeIfAbsent(edge.to(), Graph::only);
              collect(edge.from(), body);
            });
    List<FlowLoop> loops = new ArrayList<>();
    bodies.forEach((header, body) -> loops.add(new FlowLoop(header, body)));
    return loops;
  }

  private static BitSet only(int block) {
    BitSet set = new BitSet();
    set.set(block);
    return set;
  }

  /** Adds the block, and what leads to it without passing what is in the body already. */
  private void collect(int block, BitSet body) {
    Deque<Integer> waiting = new ArrayDeque<>(List.of(block));
    while (!waiting.isEmpty()) {
      int next = waiting.remove();
      if (!body.get(next)) {
        body.set(next);
        for (int edge : in[next]) {
          waiting.add(edges.get(edge).from());
        }
      }
    }
  }
}
