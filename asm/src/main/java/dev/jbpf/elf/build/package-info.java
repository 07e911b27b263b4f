/** ELF objects as they grow: sections, symbols and relocations, one after the other. */
@NullMarked
package dev.jbpf.elf.build;

import org.jspecify.annotations.NullMarked;
