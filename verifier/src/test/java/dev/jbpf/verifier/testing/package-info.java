/** Asks the running kernel what it says to a program, and compares it with the verifier. */
@NullMarked
package dev.jbpf.verifier.testing;

import org.jspecify.annotations.NullMarked;
