package dev.jbpf.code;

/**
 * A slot that is no instruction of the table. It encodes back to itself and prints as {@code .raw}.
 *
 * @param bits the slot's eight bytes, as {@link dev.jbpf.isa.Words} lays them out
 */
public record RawWord(long bits) implements CodeElement {}
