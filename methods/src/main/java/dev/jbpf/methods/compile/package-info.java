/** Compiles the marked methods of a class. */
@NullMarked
package dev.jbpf.methods.compile;

import org.jspecify.annotations.NullMarked;
