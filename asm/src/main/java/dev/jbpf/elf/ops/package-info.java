/**
 * Tables of functions that an object fills for the kernel (struct_ops): a congestion control, a
 * scheduler. {@link dev.jbpf.elf.ops.StructOps} is what an object says, {@link
 * dev.jbpf.elf.ops.KernelOps} the same as a kernel wants it.
 */
@NullMarked
package dev.jbpf.elf.ops;

import org.jspecify.annotations.NullMarked;
