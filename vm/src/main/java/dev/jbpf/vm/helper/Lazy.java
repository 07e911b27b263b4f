package dev.jbpf.vm.helper;

import java.util.Optional;
import java.util.function.Supplier;

/** What is made when somebody asks for it first, unless it was set before. Thread-safe. */
final class Lazy<T> {
  private final Supplier<T> maker;
  private Optional<T> known = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    T value = known.orElseGet(maker);
    known = Optional.of(value);
    return value;
  }

  synchronized void set(T value) {
    known = Optional.of(value);
  }
}
