/** What a branch teaches: numbers, what is null, and how far a packet goes. */
@NullMarked
package dev.jbpf.verifier.step.branch;

import org.jspecify.annotations.NullMarked;
