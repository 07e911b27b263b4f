/** {@code jbpf run}: one program, one input, any engine. */
@NullMarked
package dev.jbpf.cli.run;

import org.jspecify.annotations.NullMarked;
