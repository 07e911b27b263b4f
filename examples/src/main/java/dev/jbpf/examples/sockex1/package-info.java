/**
 * Counts the bytes that an interface sends by protocol, as the kernel's {@code samples/bpf/sockex1}
 * does.
 */
@NullMarked
package dev.jbpf.examples.sockex1;

import org.jspecify.annotations.NullMarked;
