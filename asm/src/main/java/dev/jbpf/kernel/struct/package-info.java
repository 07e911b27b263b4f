/** Structures of the kernel as programs declare them. */
@NullMarked
package dev.jbpf.kernel.struct;

import org.jspecify.annotations.NullMarked;
