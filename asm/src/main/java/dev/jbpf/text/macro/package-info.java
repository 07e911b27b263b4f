/** The assembler's own macros, repetitions, included files and conditional parts. */
@NullMarked
package dev.jbpf.text.macro;

import org.jspecify.annotations.NullMarked;
