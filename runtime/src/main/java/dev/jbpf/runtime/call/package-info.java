/** Calls of bpf(2) to one kernel: their memory, their errors, and what is asked of any object. */
@NullMarked
package dev.jbpf.runtime.call;

import org.jspecify.annotations.NullMarked;
