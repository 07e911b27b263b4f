package dev.jbpf.cfg;

import java.util.List;

/** The bends of an edge, which want to be in one line. */
final class Chain {
  private final List<Vertex> bends;
  private final Vertex from;
  private final Vertex to;
  private final boolean isLane;
  private double line;

  /**
   * A chain.
   *
   * @param isLane whether it leads back up, to the left of the boxes that it joins
   */
  Chain(List<Vertex> bends, Vertex from, Vertex to, boolean isLane) {
    this.bends = bends;
    this.from = from;
    this.to = to;
    this.isLane = isLane;
    bends.forEach(bend -> bend.setChain(this));
  }

  List<Vertex> bends() {
    return bends;
  }

  /** Finds the line that is nearest to where the bends are, drawn a little to the boxes. */
  void update() {
    double sum = end(from) + end(to);
    for (Vertex bend : bends) {
      sum += bend.x();
    }
    line = sum / (bends.size() + 2);
  }

  private double end(Vertex box) {
    return isLane ? box.x() - box.width() / 2 : box.x();
  }

  /** {@return where the bends want to be} */
  double line() {
    return line;
  }
}
