/** Loads programs into the Linux kernel and runs them there, through bpf(2). */
@NullMarked
package dev.jbpf.runtime;

import org.jspecify.annotations.NullMarked;
