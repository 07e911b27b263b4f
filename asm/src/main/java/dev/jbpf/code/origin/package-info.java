/** Where the instructions of a program were written. */
@NullMarked
package dev.jbpf.code.origin;

import org.jspecify.annotations.NullMarked;
