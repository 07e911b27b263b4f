package dev.jbpf.verifier.facts;

/**
 * A place in a context that may be accessed.
 *
 * @param offset bytes from its beginning
 * @param size bytes of the whole field: 1, 2, 4 or 8
 * @param value what a load of the whole gives
 * @param type the kernel's structure that it points to, if it is {@code TYPED}; else empty
 */
public record ContextField(int offset, int size, ContextValue value, String type) {}
