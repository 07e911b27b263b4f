/**
 * What an object refers to and does not define: settings of the kernel's configuration, variables
 * and functions of the kernel; and where they are found.
 *
 * <p>Source: the behaviour of libbpf; {@code Documentation/bpf/kfuncs.rst}.
 */
@NullMarked
package dev.jbpf.elf.extern;

import org.jspecify.annotations.NullMarked;
