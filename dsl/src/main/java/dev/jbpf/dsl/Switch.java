package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.isa.Reg;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The cases of {@link ProgramBuilder#switchOn}: comparisons first, then the blocks. */
public final class Switch {
  private final Map<Integer, Consumer<? super ProgramBuilder>> cases = new LinkedHashMap<>();
  private Optional<Consumer<? super ProgramBuilder>> otherwise = Optional.empty();

  Switch() {}

  /**
   * Runs {@code body} for {@code value}, compared as 64 bits with its sign.
   *
   * @throws IllegalArgumentException if there is such a case
   */
  public Switch on(int value, Consumer<? super ProgramBuilder> body) {
    if (cases.putIfAbsent(value, body) != null) {
      throw new IllegalArgumentException("two cases of " + value);
    }
    return this;
  }

  /** Runs {@code body} for all other values. */
  public Switch otherwise(Consumer<? super ProgramBuilder> body) {
    otherwise = Optional.of(body);
    return this;
  }

  void emit(ProgramBuilder builder, Reg reg) {
    Map<Integer, Label> labels = new LinkedHashMap<>();
    cases.keySet().forEach(value -> labels.put(value, Label.create()));
    labels.forEach((value, label) -> builder.jeq(reg, value, label));
    Label end = Label.create();
    otherwise.ifPresent(builder::body);
    cases.forEach(
        (value, body) -> {
          if (builder.isOpen()) {
            builder.ja(end);
          }
          builder.bind(labels.get(value)).body(body);
        });
    builder.bind(end);
  }
}
