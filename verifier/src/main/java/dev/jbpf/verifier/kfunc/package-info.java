/** The kernel's functions that programs may call: their prototypes and what is known beside. */
@NullMarked
package dev.jbpf.verifier.kfunc;

import org.jspecify.annotations.NullMarked;
