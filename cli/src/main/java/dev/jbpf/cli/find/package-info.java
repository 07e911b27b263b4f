/** Finds what a command line means: a number, a name, a tag or a pin. */
@NullMarked
package dev.jbpf.cli.find;

import org.jspecify.annotations.NullMarked;
