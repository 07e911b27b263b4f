/** The command {@code jbpf link}. */
@NullMarked
package dev.jbpf.cli.link;

import org.jspecify.annotations.NullMarked;
