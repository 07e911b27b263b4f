package dev.jbpf.vm.context;

/**
 * Bytes, and no structure around them: r1 points to them, r2 holds their number.
 *
 * @param data the bytes themselves, not a copy
 */
public record PlainMemory(byte[] data) implements Context {}
