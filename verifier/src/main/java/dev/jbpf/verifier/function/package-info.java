/** What functions of a program take and return, by their types. */
@NullMarked
package dev.jbpf.verifier.function;

import org.jspecify.annotations.NullMarked;
