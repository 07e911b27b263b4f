/**
 * Objects (ELF files with eBPF programs) in the kernel, as libbpf loads them: opened, configured,
 * loaded, attached. {@link dev.jbpf.runtime.object.BpfObject} is where to start.
 */
@NullMarked
package dev.jbpf.runtime.object;

import org.jspecify.annotations.NullMarked;
