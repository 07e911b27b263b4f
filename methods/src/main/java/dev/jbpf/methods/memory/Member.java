package dev.jbpf.methods.memory;

import java.io.Serializable;

/**
 * A component of a record, as its accessor: {@code Event::pid}. Only the name counts; nothing is
 * called.
 *
 * @param <R> the record
 * @param <T> what the component is in Java
 */
@FunctionalInterface
public interface Member<R, T> extends Serializable {
  /** The accessor. */
  T of(R owner);
}
