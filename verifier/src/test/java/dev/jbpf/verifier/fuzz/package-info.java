/** Makes programs, and compares what is said of them here with what a kernel says. */
@NullMarked
package dev.jbpf.verifier.fuzz;

import org.jspecify.annotations.NullMarked;
