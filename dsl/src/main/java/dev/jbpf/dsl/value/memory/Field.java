package dev.jbpf.dsl.value.memory;

import java.io.Serializable;
import java.net.Inet4Address;

/**
 * A component of a record, as its accessor: {@code Event::pid}. Only the name counts; nothing is
 * called.
 *
 * @param <R> the record
 * @param <T> what the component is in Java
 */
@FunctionalInterface
public interface Field<R, T> extends Serializable {
  /** The accessor. */
  T of(R owner);

  /** A component that is a {@code byte}. */
  @FunctionalInterface
  interface OfByte<R> extends Serializable {
    /** The accessor. */
    byte of(R owner);
  }

  /** A component that is a {@code short}. */
  @FunctionalInterface
  interface OfShort<R> extends Serializable {
    /** The accessor. */
    short of(R owner);
  }

  /** A component that is an {@code int}. */
  @FunctionalInterface
  interface OfInt<R> extends Serializable {
    /** The accessor. */
    int of(R owner);
  }

  /** A component that is a {@code long}. */
  @FunctionalInterface
  interface OfLong<R> extends Serializable {
    /** The accessor. */
    long of(R owner);
  }

  /** A component that is an address of IPv4. */
  @FunctionalInterface
  interface OfAddress<R> extends Serializable {
    /** The accessor. */
    Inet4Address of(R owner);
  }
}
