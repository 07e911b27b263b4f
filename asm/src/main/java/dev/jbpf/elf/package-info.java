/**
 * Relocatable ELF objects for {@code EM_BPF}: an immutable model of sections, symbols and
 * relocations, a reader, a writer and a builder. What the sections of a BPF object mean is the
 * business of {@code dev.jbpf.elf.bpf}.
 *
 * <p>Source: the System V ABI, chapter 4, and its 64-bit class; the kernel's {@code
 * Documentation/bpf/llvm_reloc.rst} for the relocations.
 */
@NullMarked
package dev.jbpf.elf;

import org.jspecify.annotations.NullMarked;
