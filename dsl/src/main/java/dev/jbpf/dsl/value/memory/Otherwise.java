package dev.jbpf.dsl.value.memory;

import java.util.function.Consumer;

/** Takes what is to be done where a condition does not hold. */
public final class Otherwise {
  private final Consumer<Runnable> alternative;

  /** Hands it to {@code alternative}. */
  public Otherwise(Consumer<Runnable> alternative) {
    this.alternative = alternative;
  }

  /**
   * Does {@code body} where the condition does not hold.
   *
   * @throws dev.jbpf.ir.IrException if something was written since
   */
  public void otherwise(Runnable body) {
    alternative.accept(body);
  }
}
