/**
 * The eBPF instruction set: registers, operand formats and the one table of instructions, {@link
 * dev.jbpf.isa.Op}, from which encoder, decoder, parsers, printers, builders and engines follow.
 *
 * <p>Source: RFC 9669, and the kernel's {@code include/uapi/linux/bpf.h} for what came after it.
 */
@NullMarked
package dev.jbpf.isa;

import org.jspecify.annotations.NullMarked;
