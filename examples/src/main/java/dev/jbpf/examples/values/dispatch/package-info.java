/** Hands packets to the program of their protocol. */
@NullMarked
package dev.jbpf.examples.values.dispatch;

import org.jspecify.annotations.NullMarked;
