/** Printing of programs and of the parts of objects. */
@NullMarked
package dev.jbpf.text.print;

import org.jspecify.annotations.NullMarked;
