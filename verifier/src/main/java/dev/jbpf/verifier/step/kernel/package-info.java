/** Calls of the kernel's functions: what they demand, whether it holds, and what they do. */
@NullMarked
package dev.jbpf.verifier.step.kernel;

import org.jspecify.annotations.NullMarked;
