/** Names: symbols, labels that are numbers, registers, and what names can be. */
@NullMarked
package dev.jbpf.text.names;

import org.jspecify.annotations.NullMarked;
