/** How good the code is that compilers and builders make. */
@NullMarked
package dev.jbpf.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
