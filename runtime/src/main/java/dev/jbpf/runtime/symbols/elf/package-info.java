/** What the ELF files of processes tell: symbols, and probes that their authors left. */
@NullMarked
package dev.jbpf.runtime.symbols.elf;

import org.jspecify.annotations.NullMarked;
