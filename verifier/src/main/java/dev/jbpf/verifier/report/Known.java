package dev.jbpf.verifier.report;

import dev.jbpf.verifier.subject.MapShape;
import java.util.Optional;
import java.util.function.Supplier;

/** What is known before an instruction; {@link #get} has all of it in words. */
public interface Known extends Supplier<String> {
  /** {@return what register {@code number} is the address of, where that is one of these} */
  Optional<Place> place(int number);

  /** Where an address leads. */
  sealed interface Place {}

  /** The context's byte {@code offset}. */
  record InContext(long offset) implements Place {}

  /** Byte {@code offset} of a value of {@code map}. */
  record InValue(MapShape map, long offset) implements Place {}
}
