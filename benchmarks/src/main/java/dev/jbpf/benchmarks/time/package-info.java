/** What is measured with clocks of its own, in JVMs of its own: main programs. */
@NullMarked
package dev.jbpf.benchmarks.time;

import org.jspecify.annotations.NullMarked;
