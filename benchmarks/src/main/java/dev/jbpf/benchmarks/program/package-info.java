/** The programs and sources that are measured. */
@NullMarked
package dev.jbpf.benchmarks.program;

import org.jspecify.annotations.NullMarked;
