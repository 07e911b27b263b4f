/** The commands on the machine as a whole: {@code features}, {@code doctor}, {@code trace}. */
@NullMarked
package dev.jbpf.cli.host;

import org.jspecify.annotations.NullMarked;
