package dev.jbpf.cli.dap;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Something that an editor shows as a name and a value, and may open.
 *
 * @param name what it is called
 * @param value as people read it
 * @param address where it is in memory, if it is
 * @param watch what a data breakpoint on it is called: a register, {@code *ADDRESS:SIZE}
 * @param change changes it, if that can be
 * @param children what is in it; asked for when somebody opens it
 */
record Node(
    String name,
    String value,
    Optional<Long> address,
    Optional<String> watch,
    Optional<LongConsumer> change,
    Optional<Supplier<List<Node>>> children) {

  /** A name and a value. */
  static Node of(String name, String value) {
    return new Node(
        name, value, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** {@return the same, with what is in it} */
  Node with(Supplier<List<Node>> inside) {
    return new Node(name, value, address, watch, change, Optional.of(inside));
  }

  /** {@return the same, in memory at {@code place}} */
  Node at(long place) {
    return new Node(name, value, Optional.of(place), watch, change, children);
  }

  /** {@return the same, to be watched by that name} */
  Node watched(String by) {
    return new Node(name, value, address, Optional.of(by), change, children);
  }

  /** {@return the same, which {@code how} changes} */
  Node changed(LongConsumer how) {
    return new Node(name, value, address, watch, Optional.of(how), children);
  }
}
