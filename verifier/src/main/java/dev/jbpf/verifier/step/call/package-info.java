/**
 * Calls of helpers: arguments, results, callbacks, dynptrs, and what a program must have given back
 * when it exits.
 */
@NullMarked
package dev.jbpf.verifier.step.call;

import org.jspecify.annotations.NullMarked;
