/** Performance events: what probes, tracepoints, samples and perf buffers are made of. */
@NullMarked
package dev.jbpf.runtime.perf;

import org.jspecify.annotations.NullMarked;
