package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.build.FunctionBuilder;
import java.util.ArrayList;
import java.util.List;

/** What is done for which number; see {@link Body#match}. */
public final class Cases {
  private final Scope scope;
  private final List<Long> numbers = new ArrayList<>();
  private final List<Runnable> bodies = new ArrayList<>();
  private Runnable otherwise = () -> {};

  Cases(Scope scope) {
    this.scope = scope;
  }

  /**
   * Does {@code body} for {@code number}.
   *
   * @throws dev.jbpf.ir.IrException if there is something for that already; behind all cases, if
   *     the value never is that number
   */
  public Cases on(long number, Runnable body) {
    if (numbers.contains(number)) {
      throw scope.error("case-twice", "two cases " + number);
    }
    numbers.add(number);
    bodies.add(body);
    return this;
  }

  /** Does {@code body} for all other numbers. */
  public Cases otherwise(Runnable body) {
    otherwise = body;
    return this;
  }

  void emit(Int<?, ?> value) {
    FunctionBuilder f = scope.at();
    numbers.forEach(number -> value.kind().of(scope, number));
    List<Block> blocks = bodies.stream().map(body -> f.newBlock("case")).toList();
    Block rest = f.newBlock("default");
    Block after = f.newBlock("after");
    f.switchTo(value.ir(), numbers, blocks, rest);
    for (int i = 0; i < blocks.size(); i++) {
      scope.inside(blocks.get(i), bodies.get(i), after);
    }
    scope.inside(rest, otherwise, after);
    scope.reenter(after);
  }
}
