package dev.jbpf.examples;

import dev.jbpf.examples.sockexample.SockExample;
import dev.jbpf.examples.support.Example;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All examples. */
public final class Examples {
  private static final List<Supplier<Example>> ALL = List.of(SockExample::new);

  private Examples() {}

  /** {@return a new object of each, in the order in which to read them} */
  public static List<Example> all() {
    return ALL.stream().map(Supplier::get).toList();
  }

  /** {@return a new object of the one of that name} */
  public static Optional<Example> find(String name) {
    return all().stream().filter(example -> example.name().equals(name)).findFirst();
  }
}
