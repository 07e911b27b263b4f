/**
 * What the sections of an eBPF object mean: programs and their types, maps, global data, licence,
 * type and line information. A builder for objects that libbpf and bpftool load as they are, and a
 * reader that links an object's programs as they do.
 *
 * <p>From {@code Program}s: {@link dev.jbpf.elf.bpf.BpfObjectBuilder}. An assembler that fills an
 * {@link dev.jbpf.elf.build.ElfBuilder} on its own defines maps through {@link
 * dev.jbpf.elf.bpf.describe.ObjectTypes#map}, has {@link dev.jbpf.elf.bpf.describe.ObjectDescriber}
 * describe the sections, and ends with {@link dev.jbpf.elf.bpf.describe.ObjectTypes#writeTo}. From
 * an object back to programs: {@link dev.jbpf.elf.bpf.BpfObjectFile}.
 *
 * <p>Source: libbpf's documentation of program types and section names, and the behaviour of libbpf
 * 1.1 and later; {@code Documentation/bpf/btf.rst}.
 */
@NullMarked
package dev.jbpf.elf.bpf;

import org.jspecify.annotations.NullMarked;
