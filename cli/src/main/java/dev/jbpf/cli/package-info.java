/** The commands {@code jbpf-asm} and {@code jbpf}. */
@NullMarked
package dev.jbpf.cli;

import org.jspecify.annotations.NullMarked;
