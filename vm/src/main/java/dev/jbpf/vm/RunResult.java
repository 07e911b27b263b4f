package dev.jbpf.vm;

/**
 * What a run leaves.
 *
 * @param r0 what the program returned, all 64 bits
 * @param packet a copy of the packet as the program left it, metadata in front; empty if there was
 *     none
 * @param charged how much of the budget it took: about the instructions executed, less those on the
 *     way to the end
 */
public record RunResult(long r0, byte[] packet, long charged) {}
