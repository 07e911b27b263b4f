package dev.jbpf.cfg;

import java.util.List;

/**
 * Gives vertices their places from left to right: as near as possible to the middle of their
 * neighbours, in the order of the rank and without overlap.
 */
final class VertexPlaces {
  private static final int SWEEPS = 40;

  /** How much more a bend wants to be in line than a box in the middle. */
  private static final double BEND_WEIGHT = 12;

  private final double gap;

  private VertexPlaces(double gap) {
    this.gap = gap;
  }

  static void run(List<List<Vertex>> ranks, List<Chain> chains, double gap) {
    VertexPlaces alignment = new VertexPlaces(gap);
    ranks.forEach(alignment::pack);
    for (int i = 0; i < SWEEPS; i++) {
      boolean down = i % 2 == 0;
      chains.forEach(Chain::update);
      for (int j = 0; j < ranks.size(); j++) {
        alignment.align(ranks.get(down ? j : ranks.size() - 1 - j), down, i >= SWEEPS - 8);
      }
    }
    moveToOrigin(ranks, gap);
  }

  private void pack(List<Vertex> rank) {
    double x = 0;
    for (Vertex vertex : rank) {
      vertex.setX(x + vertex.width() / 2);
      x += vertex.width() + gap;
    }
  }

  /** The last sweeps look up and down, so that neither side has the last word. */
  private void align(List<Vertex> rank, boolean down, boolean both) {
    double[] wanted = new double[rank.size()];
    double[] weight = new double[rank.size()];
    double[] offset = new double[rank.size()];
    for (int i = 0; i < wanted.length; i++) {
      Vertex vertex = rank.get(i);
      if (i > 0) {
        offset[i] = offset[i - 1] + (rank.get(i - 1).width() + vertex.width()) / 2 + gap;
      }
      wanted[i] = wanted(vertex, down, both) - offset[i];
      weight[i] = vertex.isBend() ? BEND_WEIGHT : 1;
    }
    makeRising(wanted, weight);
    for (int i = 0; i < wanted.length; i++) {
      rank.get(i).setX(wanted[i] + offset[i]);
    }
  }

  private static double wanted(Vertex vertex, boolean down, boolean both) {
    return vertex.chain().map(Chain::line).orElseGet(() -> middle(vertex, down, both));
  }

  private static double middle(Vertex box, boolean down, boolean both) {
    List<Vertex> above = both || down ? box.above() : List.of();
    List<Vertex> below = both || !down ? box.below() : List.of();
    int count = above.size() + below.size();
    return count == 0 ? box.x() : (sum(above) + sum(below)) / count;
  }

  private static double sum(List<Vertex> vertices) {
    double sum = 0;
    for (Vertex vertex : vertices) {
      sum += vertex.x();
    }
    return sum;
  }

  /**
   * Replaces the values by those that never fall and differ least from them in the squares: values
   * that fall are pooled to their mean.
   */
  private static void makeRising(double[] values, double[] weights) {
    int[] ends = new int[values.length];
    double[] means = new double[values.length];
    double[] sums = new double[values.length];
    int pools = 0;
    for (int i = 0; i < values.length; i++) {
      means[pools] = values[i];
      sums[pools] = weights[i];
      ends[pools] = i + 1;
      pools++;
      while (pools > 1 && means[pools - 2] >= means[pools - 1]) {
        pools--;
        double sum = sums[pools - 1] + sums[pools];
        means[pools - 1] = (means[pools - 1] * sums[pools - 1] + means[pools] * sums[pools]) / sum;
        sums[pools - 1] = sum;
        ends[pools - 1] = i + 1;
      }
    }
    for (int pool = 0, i = 0; pool < pools; pool++) {
      while (i < ends[pool]) {
        values[i++] = means[pool];
      }
    }
  }

  private static void moveToOrigin(List<List<Vertex>> ranks, double margin) {
    double least =
        ranks.stream()
            .flatMap(List::stream)
            .mapToDouble(vertex -> vertex.x() - vertex.width() / 2)
            .min()
            .orElse(0);
    for (List<Vertex> rank : ranks) {
      rank.forEach(vertex -> vertex.setX(vertex.x() - least + margin));
    }
  }
}
