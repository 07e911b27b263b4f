/** Counts the packets that come in on an interface, and drops some, before the network stack. */
@NullMarked
package dev.jbpf.examples.xdpdrop;

import org.jspecify.annotations.NullMarked;
