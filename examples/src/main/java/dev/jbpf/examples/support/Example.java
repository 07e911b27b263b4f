package dev.jbpf.examples.support;

import dev.jbpf.runtime.host.Capability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A program in the kernel, and what shows its work. {@link ExampleRunner} runs it.
 *
 * <p>Options of its own are fields with picocli's annotations: each run is of a new object. {@code
 * --seconds} and {@code --help} are there already.
 */
public interface Example {
  /** {@return the name by which {@code jbpf example NAME} finds it} */
  String name();

  /** {@return what it shows, in one line} */
  String description();

  /** {@return what it needs besides CAP_BPF; asked before it runs} */
  default List<Capability> capabilities() {
    return List.of();
  }

  /** {@return how long it runs if nobody says; empty: until Ctrl-C} */
  default OptionalInt seconds() {
    return OptionalInt.empty();
  }

  /**
   * {@return what it shows where bpf(2) is not permitted: its program on packets that were
   * recorded; empty if it does not work on packets}
   */
  default Optional<Replay> replay() {
    return Optional.empty();
  }

  /**
   * Loads, attaches, shows what comes in with the help of {@code run} until that ends it, and
   * closes all that it opened.
   *
   * @throws Exception whose message, if it is the kernel's or the user's fault, is for the user
   */
  void run(Run run) throws Exception;
}
