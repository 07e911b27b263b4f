package dev.jbpf.benchmarks;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens something in the kernel; closing it is not measured. */
final class OpenWork<T> implements RuntimeWork {
  private final Supplier<T> opening;
  private final Consumer<T> closing;
  private Optional<T> opened = Optional.empty();

  OpenWork(Supplier<T> opening, Consumer<T> closing) {
    this.opening = opening;
    this.closing = closing;
  }

  @Override
  public void prepare() {
    close();
  }

  @Override
  public long run() {
    opened = Optional.of(opening.get());
    return 1;
  }

  @Override
  public int share() {
    return 1;
  }

  @Override
  public void close() {
    opened.ifPresent(closing);
    opened = Optional.empty();
  }
}
