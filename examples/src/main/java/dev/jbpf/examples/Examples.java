package dev.jbpf.examples;

import dev.jbpf.examples.sockexample.SockExample;
import dev.jbpf.examples.support.Example;
import java.util.List;
import java.util.Optional;

/** All examples. */
public final class Examples {
  private static final List<Example> ALL = List.of(new SockExample());

  private Examples() {}

  /** {@return all of them, in the order in which to read them} */
  public static List<Example> all() {
    return ALL;
  }

  /** {@return the one of that name} */
  public static Optional<Example> find(String name) {
    return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
  }
}
