/**
 * CO-RE, "compile once, run everywhere": instructions that depend on the layout of types, which the
 * kernel that they run on may lay out otherwise, renamed, or not have at all.
 *
 * <p>An object says of each such instruction what it depends on: a {@link
 * dev.jbpf.btf.core.resolve.CoreRecord}. A {@link dev.jbpf.btf.core.resolve.CoreLinker} looks for
 * it among the {@link dev.jbpf.btf.core.CoreTypes} of a kernel, and the {@link
 * dev.jbpf.btf.core.resolve.CoreResolution} that it finds changes the instruction.
 *
 * <p>Source: {@code Documentation/bpf/llvm_reloc.rst}, {@code uapi/linux/bpf.h}, and the behaviour
 * of libbpf, with which all of this is compared.
 */
@NullMarked
package dev.jbpf.btf.core;

import org.jspecify.annotations.NullMarked;
