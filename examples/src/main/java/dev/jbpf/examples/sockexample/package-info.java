/**
 * Counts the packets of an interface by protocol, as the kernel's {@code samples/bpf/sock_example}
 * does: twelve instructions, an array map, a packet socket.
 */
@NullMarked
package dev.jbpf.examples.sockexample;

import org.jspecify.annotations.NullMarked;
