/**
 * Loads and stores: regions, their bounds and alignment, and the stack, the context and all other
 * memory.
 */
@NullMarked
package dev.jbpf.verifier.step.memory;

import org.jspecify.annotations.NullMarked;
