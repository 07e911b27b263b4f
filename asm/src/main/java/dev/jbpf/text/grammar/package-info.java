/** All ways to write an instruction, as trees that are generated from the instruction table. */
@NullMarked
package dev.jbpf.text.grammar;

import org.jspecify.annotations.NullMarked;
