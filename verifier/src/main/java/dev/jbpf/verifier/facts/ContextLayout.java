package dev.jbpf.verifier.facts;

import java.util.Optional;

/**
 * Which bytes of a context, or of a view of a socket, may be loaded and stored, and what a load
 * gives. Offsets and sizes are in bytes; an access that is not aligned is never allowed.
 */
public interface ContextLayout {
  /** {@return how many bytes there are to access} */
  int size();

  /**
   * {@return what a load of {@code size} (1, 2, 4, 8) bytes there gives; empty if it is refused}
   */
  Optional<ContextField> load(int offset, int size);

  /** {@return whether a store of {@code size} (1, 2, 4, 8) bytes there is allowed} */
  boolean canStore(int offset, int size);
}
