/** The command {@code jbpf prog}. */
@NullMarked
package dev.jbpf.cli.prog;

import org.jspecify.annotations.NullMarked;
