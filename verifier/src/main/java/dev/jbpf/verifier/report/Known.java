package dev.jbpf.verifier.report;

import dev.jbpf.verifier.subject.MapShape;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known before an instruction; {@link #contents} has all of it in words. */
public interface Known {
  /**
   * {@return what is at each place of the running function, in order: registers that are written,
   * {@code r0}, and slots of its stack, {@code fp-8}; then what the program holds: locks, what it
   * has to release, sections}
   */
  Map<String, String> contents();

  /** {@return what register {@code number} is the address of, where that is one of these} */
  Optional<Place> place(int number);

  /** {@return the number in register {@code number}, if it is one and can be no other} */
  OptionalLong constant(int number);

  /** {@return whether register {@code number} was written} */
  boolean isWritten(int number);

  /**
   * {@return how many of the {@code count} bytes of the running function's stack, from byte {@code
   * from} of its frame (below 0) on, were not written}
   */
  int unwritten(long from, int count);

  /** {@return how many functions called the running one} */
  int depth();

  /** Where an address leads. */
  sealed interface Place {}

  /** The context's byte {@code offset}. */
  record InContext(long offset) implements Place {}

  /** Byte {@code offset} of a value of {@code map}. */
  record InValue(MapShape map, long offset) implements Place {}

  /** Byte {@code offset} of the running function's stack, below 0. */
  record OnStack(long offset) implements Place {}

  /** The map itself, for helpers. */
  record Itself(MapShape map) implements Place {}
}
