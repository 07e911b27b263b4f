package dev.jbpf.elf.bpf;

/**
 * A global variable of an object.
 *
 * @param name the name that the source gives it
 * @param section the name of the section that it is in, such as {@code .bss}
 * @param offset where it starts there, in bytes
 * @param size in bytes, 0 where the object does not say
 */
public record ObjectVariable(String name, String section, int offset, int size) {}
