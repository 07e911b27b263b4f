/** Values as assemblers have them: numbers, symbols, and what is calculated of them. */
@NullMarked
package dev.jbpf.text.value;

import org.jspecify.annotations.NullMarked;
