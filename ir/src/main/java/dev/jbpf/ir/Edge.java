package dev.jbpf.ir;

import java.util.List;

/** A way from the end of a block to the start of another, with the values of its parameters. */
public final class Edge {
  private static final Value[] NONE = {};

  private Block target;
  private Value[] arguments;

  private Edge(Block target, Value[] arguments) {
    this.target = target;
    this.arguments = arguments;
  }

  /** {@return the way to {@code target}, whose parameters get these values} */
  public static Edge to(Block target, Value... arguments) {
    return new Edge(target, arguments.clone());
  }

  /** {@return the way to {@code target}, whose parameters get these values} */
  public static Edge to(Block target, List<Value> arguments) {
    return new Edge(target, arguments.toArray(NONE));
  }

  /** {@return where it leads} */
  public Block target() {
    return target;
  }

  /** {@return how many parameters it gives values to} */
  public int count() {
    return arguments.length;
  }

  /** {@return the value of the parameter of that number} */
  public Value argument(int index) {
    return arguments[index];
  }

  /** {@return the values of the parameters} */
  public List<Value> arguments() {
    return List.of(arguments);
  }

  /** Leads elsewhere from now on, with these values. */
  public void redirect(Block other, List<Value> values) {
    target = other;
    arguments = values.toArray(NONE);
  }

  /** Replaces the values. */
  public void setArguments(List<Value> values) {
    arguments = values.toArray(NONE);
  }

  /** Takes for each value what stands for it now. */
  public void update() {
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i].current();
    }
  }
}
