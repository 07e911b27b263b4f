package dev.jbpf.cfg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box, or a bend of an edge, in its rank. */
final class Vertex {
  private final int rank;
  private final double width;
  private final int depth;
  private final List<Vertex> above = new ArrayList<>(2);
  private final List<Vertex> below = new ArrayList<>(2);
  private final List<Vertex> lanes = new ArrayList<>(0);

  private Optional<Chain> chain = Optional.empty();

  /** The place in the rank, counted from the left. */
  private int position;

  /** The middle. */
  private double x;

  Vertex(int rank, double width, int depth) {
    this.rank = rank;
    this.width = width;
    this.depth = depth;
  }

  static void connect(Vertex upper, Vertex lower) {
    upper.below.add(lower);
    lower.above.add(upper);
  }

  /** Adds the bends of an edge that comes back to this box. */
  void addLane(List<Vertex> lane) {
    lanes.addAll(lane);
  }

  void setChain(Chain chain) {
    this.chain = Optional.of(chain);
  }

  /** {@return the chain that a bend belongs to} */
  Optional<Chain> chain() {
    return chain;
  }

  /** {@return how many loops it is in} */
  int depth() {
    return depth;
  }

  int rank() {
    return rank;
  }

  double width() {
    return width;
  }

  boolean isBend() {
    return chain.isPresent();
  }

  List<Vertex> above() {
    return above;
  }

  List<Vertex> below() {
    return below;
  }

  List<Vertex> lanes() {
    return lanes;
  }

  int position() {
    return position;
  }

  void setPosition(int position) {
    this.position = position;
  }

  double x() {
    return x;
  }

  void setX(double x) {
    this.x = x;
  }
}
