/** The commands on the machine as a whole. */
@NullMarked
package dev.jbpf.cli.host;

import org.jspecify.annotations.NullMarked;
