package dev.jbpf.code;

/**
 * A map that a program names: its descriptor belongs into the immediate of {@code slot}.
 *
 * @param slot the first slot of an {@code lddw}
 * @param map the map's name
 */
public record MapReference(Slot slot, String map) {}
