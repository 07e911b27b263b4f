package dev.jbpf.cfg;

/**
 * A subprogram: from a slot that is called, or whose address is taken, to the next such slot.
 *
 * @param name its label, or {@code main} for the first one and {@code sub12} for one at slot 12
 * @param start its first slot
 * @param end the slot behind its last
 */
public record Subprogram(String name, int start, int end) {}
