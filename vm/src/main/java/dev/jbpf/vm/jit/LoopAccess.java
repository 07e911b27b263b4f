package dev.jbpf.vm.jit;

/**
 * A load or store in a loop.
 *
 * @param address in terms of the registers at the start of the same round
 * @param stride by how much the address grows with each round: a constant, and registers that do
 *     not change
 * @param size in bytes
 */
record LoopAccess(int slot, Linear address, Linear stride, int size) {}
