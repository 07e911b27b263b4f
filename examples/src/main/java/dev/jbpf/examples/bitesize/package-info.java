/** The sizes of block I/O by process, as BCC's {@code bitesize} shows them. */
@NullMarked
package dev.jbpf.examples.bitesize;

import org.jspecify.annotations.NullMarked;
