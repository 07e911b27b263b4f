package dev.jbpf.cfg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders each rank from left to right so that few edges cross: each vertex goes to the mean place
 * of its neighbours in the rank above, then below, and so on; the best order of all is kept.
 */
final class Ordering {
  private static final int SWEEPS = 16;
  private static final int MANY = 20_000;

  private final List<Vertex> vertices;
  private final List<List<Vertex>> ranks = new ArrayList<>();

  Ordering(List<Vertex> vertices) {
    this.vertices = vertices;
    int last = vertices.stream().mapToInt(Vertex::rank).max().orElse(-1);
    for (int i = 0; i <= last; i++) {
      ranks.add(new ArrayList<>());
    }
  }

  List<List<Vertex>> run() {
    start();
    List<List<Vertex>> best = copy();
    long fewest = crossings();
    int sweeps = vertices.size() > MANY ? 2 : SWEEPS;
    for (int i = 0; i < sweeps && fewest > 0; i++) {
      sweep(i % 2 == 0);
      long now = crossings();
      if (now < fewest) {
        fewest = now;
        best = copy();
      }
    }
    best.forEach(Ordering::number);
    return best;
  }

  private List<List<Vertex>> copy() {
    List<List<Vertex>> copy = new ArrayList<>();
    ranks.forEach(rank -> copy.add(new ArrayList<>(rank)));
    return copy;
  }

  /**
   * Depth first from the top. Edges that come back are to the left of their loop, what leaves the
   * loop is to its right: so they do not cross.
   */
  private void start() {
    Set<Vertex> seen = new HashSet<>();
    for (Vertex vertex : vertices) {
      if (!vertex.isBend()) {
        visit(vertex, seen);
      }
    }
    ranks.forEach(Ordering::number);
  }

  private void visit(Vertex root, Set<Vertex> seen) {
    Deque<Iterator<Vertex>> way = new ArrayDeque<>();
    enter(root, seen, way);
    while (!way.isEmpty()) {
      if (way.peek().hasNext()) {
        enter(way.peek().next(), seen, way);
      } else {
        way.pop();
      }
    }
  }

  private void enter(Vertex vertex, Set<Vertex> seen, Deque<Iterator<Vertex>> way) {
    if (seen.add(vertex)) {
      for (Vertex bend : vertex.lanes()) {
        ranks.get(bend.rank()).add(bend);
      }
      ranks.get(vertex.rank()).add(vertex);
      List<Vertex> children = new ArrayList<>(vertex.below());
      children.sort(Comparator.comparingInt(Vertex::depth).reversed());
      way.push(children.iterator());
    }
  }

  private static void number(List<Vertex> rank) {
    for (int i = 0; i < rank.size(); i++) {
      rank.get(i).setPosition(i);
    }
  }

  private void sweep(boolean down) {
    for (int i = 0; i < ranks.size(); i++) {
      List<Vertex> rank = ranks.get(down ? i : ranks.size() - 1 - i);
      Map<Vertex, Double> means = new HashMap<>();
      for (Vertex vertex : rank) {
        List<Vertex> neighbours = down ? vertex.above() : vertex.below();
        double own = vertex.position();
        means.put(vertex, neighbours.stream().mapToInt(Vertex::position).average().orElse(own));
      }
      rank.sort(Comparator.comparing(means::get));
      number(rank);
    }
  }

  private long crossings() {
    long sum = 0;
    for (int i = 0; i + 1 < ranks.size(); i++) {
      sum += crossings(ranks.get(i), ranks.get(i + 1).size());
    }
    return sum;
  }

  /** Counts the pairs of edges that are in another order below than above, with a sum tree. */
  private static long crossings(List<Vertex> upper, int lowerSize) {
    long[] tree = new long[lowerSize + 1];
    long sum = 0;
    long seen = 0;
    for (Vertex vertex : upper) {
      int[] targets = vertex.below().stream().mapToInt(Vertex::position).sorted().toArray();
      for (int target : targets) {
        sum += seen - upTo(tree, target);
      }
      for (int target : targets) {
        add(tree, target);
      }
      seen += targets.length;
    }
    return sum;
  }

  private static long upTo(long[] tree, int position) {
    long sum = 0;
    for (int i = position + 1; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }

  private static void add(long[] tree, int position) {
    for (int i = position + 1; i < tree.length; i += i & -i) {
      tree[i]++;
    }
  }
}
