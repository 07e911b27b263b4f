/** What {@code jbpf load} tells. */
@NullMarked
package dev.jbpf.cli.load;

import org.jspecify.annotations.NullMarked;
