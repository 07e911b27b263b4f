package dev.jbpf.ir;

import dev.jbpf.diag.Origin;
import java.util.List;
import java.util.Optional;

/** How a block ends. */
public sealed interface Terminator {
  /** {@return the ways out of the block; those that are listed later may be more} */
  List<Edge> edges();

  /** {@return the values that are looked at} */
  List<Value> operands();

  /** {@return where the author wrote it} */
  Origin origin();

  /** {@return the same, with what stands for its operands now} */
  Terminator updated();

  /** Goes on at another block. */
  record Jump(Edge edge, Origin origin) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of(edge);
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Terminator updated() {
      edge.update();
      return this;
    }
  }

  /**
   * Goes one of two ways.
   *
   * @param condition a comparison of {@code left} and {@code right}, which are of one width
   * @param then the way if it holds
   * @param otherwise the way if it does not
   */
  record Branch(Opcode condition, Value left, Value right, Edge then, Edge otherwise, Origin origin)
      implements Terminator {
    /**
     * A branch.
     *
     * @throws IllegalArgumentException if {@code condition} is no comparison
     */
    public Branch {
      if (!condition.isCompare()) {
        throw new IllegalArgumentException(condition + " is no comparison");
      }
    }

    @Override
    public List<Edge> edges() {
      return List.of(then, otherwise);
    }

    @Override
    public List<Value> operands() {
      return List.of(left, right);
    }

    @Override
    public Terminator updated() {
      then.update();
      otherwise.update();
      Value newLeft = left.current();
      Value newRight = right.current();
      return newLeft == left && newRight == right
          ? this
          : new Branch(condition, newLeft, newRight, then, otherwise, origin);
    }
  }

  /**
   * Goes the way of the number that {@code value} is.
   *
   * @param cases the numbers, each once, in the order of {@code ways}
   * @param otherwise the way of all other numbers
   */
  record Switch(Value value, List<Long> cases, List<Edge> ways, Edge otherwise, Origin origin)
      implements Terminator {
    /**
     * A switch; lists are copied.
     *
     * @throws IllegalArgumentException if there are not as many ways as cases, or a case twice
     */
    public Switch {
      cases = List.copyOf(cases);
      ways = List.copyOf(ways);
      if (cases.size() != ways.size() || cases.stream().distinct().count() != cases.size()) {
        throw new IllegalArgumentException(
            "a switch needs one way for each of its cases, which differ: " + cases);
      }
    }

    @Override
    public List<Edge> edges() {
      List<Edge> all = new java.util.ArrayList<>(ways);
      all.add(otherwise);
      return all;
    }

    @Override
    public List<Value> operands() {
      return List.of(value);
    }

    @Override
    public Terminator updated() {
      ways.forEach(Edge::update);
      otherwise.update();
      Value now = value.current();
      return now == value ? this : new Switch(now, cases, ways, otherwise, origin);
    }
  }

  /**
   * Goes on, unless the program has taken its time: then the kernel leaves the loop. Since Linux
   * 6.9.
   *
   * @param on the usual way
   * @param out the way when time is over
   */
  record MayGoto(Edge on, Edge out, Origin origin) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of(on, out);
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Terminator updated() {
      on.update();
      out.update();
      return this;
    }
  }

  /** Leaves the function, with a value unless it has none. */
  record Return(Optional<Value> value, Origin origin) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public List<Value> operands() {
      return value.isPresent() ? List.of(value.get()) : List.of();
    }

    @Override
    public Terminator updated() {
      if (value.isEmpty() || !value.get().isReplaced()) {
        return this;
      }
      return new Return(Optional.of(value.get().current()), origin);
    }
  }

  /** Is never reached, as the author knows; the program ends there all the same. */
  record Unreachable(Origin origin) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Terminator updated() {
      return this;
    }
  }
}
