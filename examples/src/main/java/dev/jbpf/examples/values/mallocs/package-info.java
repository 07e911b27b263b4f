/** Counts what processes allocate, by the stack that asks for it. */
@NullMarked
package dev.jbpf.examples.values.mallocs;

import org.jspecify.annotations.NullMarked;
