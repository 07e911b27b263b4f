package dev.jbpf.verifier.facts;

import java.util.Optional;

/**
 * What a load from a context gives.
 *
 * @param value what it is
 * @param type the kernel's structure that it points to, if it is {@code TYPED}; else empty
 */
public record ContextField(ContextValue value, String type) {
  /** A number of the size that is loaded, as most loads give. */
  static final Optional<ContextField> NUMBER =
      Optional.of(new ContextField(ContextValue.NUMBER, ""));
}
