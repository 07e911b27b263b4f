/** The global data of an eBPF object, and its variables. */
@NullMarked
package dev.jbpf.elf.bpf.data;

import org.jspecify.annotations.NullMarked;
