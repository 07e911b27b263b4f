/**
 * BTF, the type information of the kernel and of eBPF objects: an immutable model and its reader.
 *
 * <p>Source: the kernel's {@code Documentation/bpf/btf.rst} and {@code uapi/linux/btf.h}.
 */
@NullMarked
package dev.jbpf.btf;

import org.jspecify.annotations.NullMarked;
