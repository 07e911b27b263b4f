/** What is known before an instruction: registers, stack, frames, and what is held. */
@NullMarked
package dev.jbpf.verifier.state;

import org.jspecify.annotations.NullMarked;
