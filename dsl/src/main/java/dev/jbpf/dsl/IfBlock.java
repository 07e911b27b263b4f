package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.isa.Condition;
import java.util.function.Consumer;

/**
 * A conditional block, to which an alternative may be added while nothing follows it yet. Whatever
 * the builder adds next ends it.
 */
public final class IfBlock {
  private final ProgramBuilder builder;
  private final Label otherwise;
  private final Label end;

  IfBlock(ProgramBuilder builder, Label otherwise, Label end) {
    this.builder = builder;
    this.otherwise = otherwise;
    this.end = end;
  }

  /**
   * {@return the builder, after a block that runs if the condition did not hold}
   *
   * @throws IllegalStateException if something was added since the block
   */
  public ProgramBuilder orElse(Consumer<? super ProgramBuilder> body) {
    startAlternative();
    builder.body(body);
    return builder.bind(end);
  }

  /**
   * {@return the block, with one more condition that is asked if those before did not hold}
   *
   * @throws IllegalStateException if something was added since the block
   */
  public IfBlock orElseIf(Condition condition, Consumer<? super ProgramBuilder> body) {
    startAlternative();
    return builder.ifThen(condition, body, end);
  }

  /** {@return the builder, after the block} */
  public ProgramBuilder end() {
    return builder;
  }

  private void startAlternative() {
    builder.takeBack(this);
    if (builder.isOpen()) {
      builder.ja(end);
    }
    builder.bind(otherwise);
  }

  /** Ends the block without an alternative. */
  void close() {
    builder.bind(otherwise);
    if (!end.equals(otherwise)) {
      builder.bind(end);
    }
  }
}
