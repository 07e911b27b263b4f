/** Who opens which files, as BCC's {@code opensnoop} shows it: tracepoints and a ring buffer. */
@NullMarked
package dev.jbpf.examples.opensnoop;

import org.jspecify.annotations.NullMarked;
