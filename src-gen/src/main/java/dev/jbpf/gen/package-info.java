/** Generates Java sources from the instruction table and from the facts of a kernel. */
@NullMarked
package dev.jbpf.gen;

import org.jspecify.annotations.NullMarked;
