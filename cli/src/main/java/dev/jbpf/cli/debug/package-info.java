/** What {@code jbpf debug} understands and says. */
@NullMarked
package dev.jbpf.cli.debug;

import org.jspecify.annotations.NullMarked;
