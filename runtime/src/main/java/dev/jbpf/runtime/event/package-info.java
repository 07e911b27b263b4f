/** What programs send while they run: ring buffers, perf buffers, the trace pipe, stack traces. */
@NullMarked
package dev.jbpf.runtime.event;

import org.jspecify.annotations.NullMarked;
