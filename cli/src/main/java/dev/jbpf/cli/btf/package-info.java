/** The command {@code jbpf btf}. */
@NullMarked
package dev.jbpf.cli.btf;

import org.jspecify.annotations.NullMarked;
