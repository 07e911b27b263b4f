/** What cannot become a program, by rule, with the line and what to write instead. */
@NullMarked
package dev.jbpf.methods.refusal;

import org.jspecify.annotations.NullMarked;
