/** Which register, or which place of the stack, each value has. */
@NullMarked
package dev.jbpf.ir.alloc;

import org.jspecify.annotations.NullMarked;
