/** The command {@code jbpf-asm}: assembles, disassembles and lists. */
@NullMarked
package dev.jbpf.cli.asm;

import org.jspecify.annotations.NullMarked;
