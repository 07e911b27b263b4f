/** What all parts of the assembler work on while one source is read and linked. */
@NullMarked
package dev.jbpf.text.state;

import org.jspecify.annotations.NullMarked;
