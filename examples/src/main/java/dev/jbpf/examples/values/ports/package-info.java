/** Tells of new connections, and how large packets are. */
@NullMarked
package dev.jbpf.examples.values.ports;

import org.jspecify.annotations.NullMarked;
