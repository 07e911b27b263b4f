/**
 * How much the kernel copies at once: {@code memcpy_kprobe} prints each copy's size, {@code
 * memcpy_stat} counts them, as the two programs of learn-bpf do.
 */
@NullMarked
package dev.jbpf.examples.memcpy;

import org.jspecify.annotations.NullMarked;
