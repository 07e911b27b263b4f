/** One instruction at a time: what it demands, whether that holds, and what it does. */
@NullMarked
package dev.jbpf.verifier.step;

import org.jspecify.annotations.NullMarked;
