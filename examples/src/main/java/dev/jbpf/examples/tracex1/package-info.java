/**
 * Prints the packets that loopback receives, as the kernel's {@code samples/bpf/tracex1} does: a
 * kprobe, members of kernel structures, and the trace pipe.
 */
@NullMarked
package dev.jbpf.examples.tracex1;

import org.jspecify.annotations.NullMarked;
