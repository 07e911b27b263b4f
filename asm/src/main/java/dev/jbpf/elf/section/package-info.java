/** The sections of an ELF object, and what relocates in them. */
@NullMarked
package dev.jbpf.elf.section;

import org.jspecify.annotations.NullMarked;
