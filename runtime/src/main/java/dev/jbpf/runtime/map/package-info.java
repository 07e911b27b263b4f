/** Maps in the kernel: one element at a time, many at once, without boxes, and in shared memory. */
@NullMarked
package dev.jbpf.runtime.map;

import org.jspecify.annotations.NullMarked;
