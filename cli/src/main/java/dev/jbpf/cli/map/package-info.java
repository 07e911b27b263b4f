/** The command {@code jbpf map}. */
@NullMarked
package dev.jbpf.cli.map;

import org.jspecify.annotations.NullMarked;
