/**
 * Hooks of tracing: probes, tracepoints and samples, by the kernel's links, perf events or tracefs.
 */
@NullMarked
package dev.jbpf.runtime.attach.trace;

import org.jspecify.annotations.NullMarked;
