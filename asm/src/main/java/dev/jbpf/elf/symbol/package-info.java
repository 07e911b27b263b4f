/** The symbols of an ELF object. */
@NullMarked
package dev.jbpf.elf.symbol;

import org.jspecify.annotations.NullMarked;
