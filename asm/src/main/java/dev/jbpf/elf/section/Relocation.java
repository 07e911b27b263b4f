package dev.jbpf.elf.section;

import dev.jbpf.elf.ElfObject;

/**
 * A place in a section that depends on a symbol.
 *
 * @param offset in bytes from the section's start
 * @param symbol index into {@link ElfObject#symbols()}
 * @param type what is to be changed
 */
public record Relocation(int offset, int symbol, RelocationType type) {}
