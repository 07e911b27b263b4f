package dev.jbpf.cfg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places boxes in ranks from top to bottom, and leads edges around them.
 *
 * <p>Edges go from one rank to the next: a longer one gets a bend in each rank between. An edge
 * back up gets a lane of bends beside the boxes that it passes, from its own rank to that of its
 * target.
 */
final class GraphLayout {
  /** The room between ranks, in which edges turn. */
  static final double RANK_GAP = 44;

  private static final double NODE_GAP = 30;
  private static final double BEND_WIDTH = 6;
  private static final double MOST_BETWEEN = 40;

  /** Longer edges are drawn straight where bends would be too many. */
  private static final int MOST_BENDS = 50_000;

  private static final int SHORT = 8;

  /**
   * A box to be placed.
   *
   * @param depth how many loops it is in: boxes outside stand to the right of those in the loop
   * @param isLoose whether nothing important leads to it: it stands close to where it leads to
   */
  record Box(double width, double height, int depth, boolean isLoose) {}

  /** An edge between boxes, by their places in the list. */
  record Arc(int from, int to, boolean isBack) {}

  /** A place of the drawing. */
  record Point(double x, double y) {}

  private final List<Box> boxes;
  private final List<Arc> arcs;
  private final int[] rank;

  /** Boxes first, then bends. */
  private final List<Vertex> vertices = new ArrayList<>();

  private final List<Chain> chains = new ArrayList<>();
  private List<List<Vertex>> ranks = List.of();
  private double[] top = {};
  private double[] bottom = {};

  /** Where edges start and end, from left to right. */
  private double[] leaving = {};

  private double[] arriving = {};

  private GraphLayout(List<Box> boxes, List<Arc> arcs) {
    this.boxes = boxes;
    this.arcs = arcs;
    this.rank = new int[boxes.size()];
  }

  /** {@return the placed boxes; the arcs that are not back must make no circle} */
  static GraphLayout of(List<Box> boxes, List<Arc> arcs) {
    GraphLayout layout = new GraphLayout(boxes, arcs);
    layout.rankBoxes();
    layout.addVertices();
    layout.ranks = new Ordering(layout.vertices).run();
    VertexPlaces.run(layout.ranks, layout.chains, NODE_GAP);
    layout.stackRanks();
    layout.leaving = layout.ports(true);
    layout.arriving = layout.ports(false);
    return layout;
  }

  /** The rank of a box is the length of the longest way to it. */
  private void rankBoxes() {
    List<List<Integer>> targets = new ArrayList<>();
    boxes.forEach(box -> targets.add(new ArrayList<>()));
    int[] missing = new int[boxes.size()];
    for (Arc arc : arcs) {
      if (!arc.isBack()) {
        targets.get(arc.from()).add(arc.to());
        missing[arc.to()]++;
      }
    }
    int[] order = sort(targets, missing);
    for (int from : order) {
      targets.get(from).forEach(to -> rank[to] = Math.max(rank[to], rank[from] + 1));
    }
    for (int i = order.length - 1; i >= 0; i--) {
      if (boxes.get(order[i]).isLoose()) {
        lower(order[i], targets.get(order[i]));
      }
    }
  }

  /** The boxes, each behind all that lead to it. */
  private static int[] sort(List<List<Integer>> targets, int[] missing) {
    int[] order = new int[missing.length];
    int size = 0;
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] == 0) {
        order[size++] = i;
      }
    }
    for (int i = 0; i < size; i++) {
      for (int to : targets.get(order[i])) {
        if (--missing[to] == 0) {
          order[size++] = to;
        }
      }
    }
    return order;
  }

  /** Puts a box right above what it leads to, or else beside the one that stands before it. */
  private void lower(int box, List<Integer> targets) {
    int beside = box == 0 ? 0 : rank[box - 1];
    int lowest = targets.stream().mapToInt(to -> rank[to] - 1).min().orElse(beside);
    rank[box] = Math.max(rank[box], lowest);
  }

  private void addVertices() {
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      vertices.add(new Vertex(rank[i], box.width(), box.depth()));
    }
    for (Arc arc : arcs) {
      List<Vertex> chain = arc.isBack() ? lane(arc) : bends(arc);
      Vertex from = vertices.get(arc.from());
      chains.add(new Chain(chain, from, vertices.get(arc.to()), arc.isBack()));
    }
  }

  private List<Vertex> bends(Arc arc) {
    List<Vertex> chain = new ArrayList<>();
    Vertex last = vertices.get(arc.from());
    if (isTooLong(arc)) {
      return chain;
    }
    for (int at = rank[arc.from()] + 1; at < rank[arc.to()]; at++) {
      Vertex bend = bend(at, boxes.get(arc.to()).depth());
      Vertex.connect(last, bend);
      chain.add(bend);
      last = bend;
    }
    Vertex.connect(last, vertices.get(arc.to()));
    return chain;
  }

  /** From the rank of the source up to that of the target. */
  private List<Vertex> lane(Arc arc) {
    List<Vertex> chain = new ArrayList<>();
    if (isTooLong(arc)) {
      return chain;
    }
    for (int at = rank[arc.from()]; at >= rank[arc.to()]; at--) {
      Vertex bend = bend(at, boxes.get(arc.to()).depth());
      if (!chain.isEmpty()) {
        Vertex.connect(bend, chain.get(chain.size() - 1));
      }
      chain.add(bend);
    }
    vertices.get(arc.to()).addLane(chain);
    return chain;
  }

  private boolean isTooLong(Arc arc) {
    return vertices.size() - boxes.size() > MOST_BENDS
        && Math.abs(rank[arc.from()] - rank[arc.to()]) > SHORT;
  }

  private Vertex bend(int at, int depth) {
    Vertex bend = new Vertex(at, BEND_WIDTH, depth);
    vertices.add(bend);
    return bend;
  }

  private void stackRanks() {
    top = new double[ranks.size()];
    bottom = new double[ranks.size()];
    double[] height = new double[ranks.size()];
    for (int i = 0; i < boxes.size(); i++) {
      height[rank[i]] = Math.max(height[rank[i]], boxes.get(i).height());
    }
    double y = RANK_GAP;
    for (int i = 0; i < top.length; i++) {
      top[i] = y;
      bottom[i] = y + height[i];
      y = bottom[i] + RANK_GAP;
    }
  }

  /** {@return the width of the whole} */
  double width() {
    return vertices.stream().mapToDouble(v -> v.x() + v.width() / 2).max().orElse(0) + NODE_GAP;
  }

  /** {@return the height of the whole} */
  double height() {
    return (bottom.length == 0 ? 0 : bottom[bottom.length - 1]) + RANK_GAP;
  }

  /** {@return where the middle of the box's upper edge is} */
  Point place(int box) {
    return new Point(vertices.get(box).x(), top[rank[box]]);
  }

  /**
   * {@return the places that the edge leads through: it starts with the way down from its box, if
   * that is lower than others of the rank, and then has pairs, in and out of each rank}
   */
  List<Point> route(int arc) {
    int from = arcs.get(arc).from();
    int to = arcs.get(arc).to();
    List<Point> route = new ArrayList<>();
    double startX = leaving[arc];
    route.add(new Point(startX, top[rank[from]] + boxes.get(from).height()));
    route.add(new Point(startX, bottom[rank[from]]));
    for (Vertex bend : chains.get(arc).bends()) {
      double in = top[bend.rank()];
      double out = bottom[bend.rank()];
      route.add(new Point(bend.x(), arcs.get(arc).isBack() ? out : in));
      route.add(new Point(bend.x(), arcs.get(arc).isBack() ? in : out));
    }
    route.add(new Point(arriving[arc], top[rank[to]]));
    return route;
  }

  /** Spreads the edges at each box in the order of where they go, or come from. */
  private double[] ports(boolean out) {
    List<List<Integer>> atBox = new ArrayList<>();
    boxes.forEach(box -> atBox.add(new ArrayList<>()));
    for (int i = 0; i < arcs.size(); i++) {
      atBox.get(out ? arcs.get(i).from() : arcs.get(i).to()).add(i);
    }
    double[] ports = new double[arcs.size()];
    for (int box = 0; box < boxes.size(); box++) {
      List<Integer> all = atBox.get(box);
      all.sort(Comparator.comparingDouble(arc -> direction(arc, out)));
      double spread = Math.min(boxes.get(box).width() * 0.8, MOST_BETWEEN * all.size());
      for (int i = 0; i < all.size(); i++) {
        double share = (i + 1.0) / (all.size() + 1) - 0.5;
        ports[all.get(i)] = vertices.get(box).x() + share * spread;
      }
    }
    return ports;
  }

  /** Where the edge turns to first, or comes from last. */
  private double direction(int arc, boolean out) {
    List<Vertex> chain = chains.get(arc).bends();
    if (chain.isEmpty()) {
      return vertices.get(out ? arcs.get(arc).to() : arcs.get(arc).from()).x();
    }
    return chain.get(out ? 0 : chain.size() - 1).x();
  }
}
