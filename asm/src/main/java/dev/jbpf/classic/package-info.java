/**
 * The packet filter machine of 1992, "classic BPF": its instruction table, programs, assembler and
 * printers, the kernel's checks, and the conversion to eBPF.
 *
 * <p>Source: {@code Documentation/networking/filter.rst}, {@code linux/filter.h}, and the language
 * of the kernel's {@code bpf_asm}.
 */
@NullMarked
package dev.jbpf.classic;

import org.jspecify.annotations.NullMarked;
