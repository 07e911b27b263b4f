/**
 * What a step works on: the program's code, the state of the machine, and the two ways in which a
 * demand fails.
 */
@NullMarked
package dev.jbpf.verifier.step.machine;

import org.jspecify.annotations.NullMarked;
