/** The maps of an eBPF object. */
@NullMarked
package dev.jbpf.elf.bpf.map;

import org.jspecify.annotations.NullMarked;
